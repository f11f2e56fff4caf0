package net.osmand.account.core.exports;

/**
 * A user's request for a mail when an archive is complete.
 *
 * @param language language of the mail, as sent by the client
 * @param origin origin of the page that the user sees, such as {@code https://account.example.org}
 */
public record ArchiveNotice(String language, String origin) {}
