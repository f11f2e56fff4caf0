package net.osmand.account.core.exports;

/**
 * A user's wish to get a mail when an archive is complete.
 *
 * @param language of the mail, as the client sent it
 * @param origin of the page that the user sees, such as {@code https://account.example.org}
 */
public record ArchiveNotice(String language, String origin) {}
