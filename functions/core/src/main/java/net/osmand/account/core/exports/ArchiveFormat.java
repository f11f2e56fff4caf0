package net.osmand.account.core.exports;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import net.osmand.account.core.values.FileKey;

/**
 * The two archive formats (docs/protocol/archives.md#container). Both are ZIP files. They differ in the paths of their
 * entries.
 */
public enum ArchiveFormat {
    /** For import by the apps. */
    OSF(".osf"),
    /** For use without the apps. */
    ZIP(".zip");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd-MM-uu", Locale.ROOT);

    private static final String TRACK = "GPX";

    private final String extension;

    ArchiveFormat(String extension) {
        this.extension = extension;
    }

    /** Parses the name from a client: {@code .osf}, {@code osf}, {@code .zip} or {@code zip}, ignoring case. */
    public static Optional<ArchiveFormat> of(String text) {
        var wanted = text.strip().toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(format -> wanted.equals(format.extension) || wanted.equals(format.extension.substring(1)))
                .findFirst();
    }

    /** Returns the extension with the dot. */
    public String extension() {
        return extension;
    }

    /** Returns the file name for a browser download, {@code Export_dd-MM-yy.osf}, with the day in UTC. */
    public String fileName(long epochMillis) {
        return "Export_" + DAY.format(Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC)) + extension;
    }

    /** Returns the path in the archive before {@link EntryPaths} makes it safe. */
    String path(FileKey key) {
        return switch (this) {
            case OSF -> key.type().equals(TRACK) ? "tracks/" + key.name() : key.name();
            case ZIP -> key.type() + "/" + key.name();
        };
    }
}
