package net.osmand.account.core.account;

/**
 * Room that an upload under way takes in advance.
 *
 * @param id of the upload
 * @param free whether its type is one that every plan may upload
 * @param bytes of gzip
 * @param until epoch milliseconds; then the room is free again, whoever forgot it
 */
public record QuotaReservation(String id, boolean free, long bytes, long until) {}
