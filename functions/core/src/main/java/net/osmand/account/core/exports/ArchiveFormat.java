package net.osmand.account.core.exports;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import net.osmand.account.core.values.FileKey;

/** The two forms of an archive (docs/protocol/archives.md#container); both are ZIP files, and they differ in the paths of their entries. */
public enum ArchiveFormat {
    /** For the apps, which import it. */
    OSF(".osf"),
    /** For people. */
    ZIP(".zip");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd-MM-uu", Locale.ROOT);

    private static final String TRACK = "GPX";

    private final String extension;

    ArchiveFormat(String extension) {
        this.extension = extension;
    }

    /** As a client names it: {@code .osf}, {@code osf}, {@code .zip} or {@code zip}, in any case. */
    public static Optional<ArchiveFormat> of(String text) {
        var wanted = text.strip().toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(format -> wanted.equals(format.extension) || wanted.equals(format.extension.substring(1)))
                .findFirst();
    }

    /** With the dot. */
    public String extension() {
        return extension;
    }

    /** The name under which a browser saves it: {@code Export_dd-MM-yy.osf}, the day in UTC. */
    public String fileName(long epochMillis) {
        return "Export_" + DAY.format(Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC)) + extension;
    }

    /** Where the file would lie in the archive if every name were harmless. */
    String path(FileKey key) {
        return switch (this) {
            case OSF -> key.type().equals(TRACK) ? "tracks/" + key.name() : key.name();
            case ZIP -> key.type() + "/" + key.name();
        };
    }
}
