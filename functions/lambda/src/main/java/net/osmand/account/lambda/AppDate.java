package net.osmand.account.lambda;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Formats dates for the apps and the public web client: {@code Mar 5, 2026, 7:08:09 PM}, US style in UTC. */
public final class AppDate {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("MMM d, yyyy, h:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);

    private AppDate() {}

    /** Formats epoch milliseconds. */
    public static String of(long millis) {
        return FORMAT.format(Instant.ofEpochMilli(millis));
    }
}
