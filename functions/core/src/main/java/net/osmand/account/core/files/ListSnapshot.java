package net.osmand.account.core.files;

/**
 * A stored list of an account: the whole response of list-files with all versions.
 *
 * @param state the state when the list was begun
 * @param gzip the response
 */
@SuppressWarnings("ArrayRecordComponent") // Created for one response and never compared.
public record ListSnapshot(ListState state, byte[] gzip) {}
