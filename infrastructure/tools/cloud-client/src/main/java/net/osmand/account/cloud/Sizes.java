package net.osmand.account.cloud;

import java.util.Locale;

/** Formats sizes for users. */
final class Sizes {
    private static final long KB = 1000;

    private Sizes() {}

    static String of(long bytes) {
        if (bytes < KB) {
            return bytes + " B";
        } else if (bytes < KB * KB) {
            return String.format(Locale.ROOT, "%.1f kB", (double) bytes / KB);
        } else if (bytes < KB * KB * KB) {
            return String.format(Locale.ROOT, "%.1f MB", (double) bytes / (KB * KB));
        }
        return String.format(Locale.ROOT, "%.2f GB", (double) bytes / (KB * KB * KB));
    }
}
