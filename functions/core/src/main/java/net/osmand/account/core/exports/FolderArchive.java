package net.osmand.account.core.exports;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.files.LiveFiles;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.Gzip;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.core.values.WebErrorException.Reason;

/**
 * Makes an archive of the live files below a folder in memory
 * (docs/protocol/portal-files.md#folder-archives-and-palettes). In both formats, entries have the stored names of their
 * files.
 */
public final class FolderArchive {
    /** Maximum size in bytes. A larger archive does not fit through Lambda as Base64. */
    public static final long LARGEST = 4L << 20;

    private static final int MAX_FILES = 250;
    private static final int LARGEST_COMPANION = 1 << 20;
    private static final String COMPANION = ".info";

    private final LiveFiles files;
    private final Clock clock;

    public FolderArchive(LiveFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    /** A ZIP file and the file name for a browser download. */
    @SuppressWarnings("ArrayRecordComponent") // Created for one response and never compared.
    public record Generated(byte[] archive, String fileName) {}

    /**
     * Makes the archive.
     *
     * @param folder full path without a trailing slash
     * @throws WebErrorException if the archive is too large for one response
     */
    public Generated make(Caller caller, String type, String folder, ArchiveFormat format) {
        var now = clock.millis();
        var all = files.startingWith(caller, type, folder + "/");
        var versions = all.stream()
                .filter(version ->
                        !version.key().isCompanion() && version.content().isPresent())
                .toList();
        var bytes = versions.stream().mapToLong(FileVersion::gzipSize).sum();
        if (versions.size() > MAX_FILES || bytes > LARGEST) {
            throw new WebErrorException(Reason.FOLDER_TOO_LARGE_TO_DOWNLOAD);
        }
        var archive = new Archive(entries(versions, companions(all), format), now);
        if (archive.size() > LARGEST) {
            throw new WebErrorException(Reason.FOLDER_TOO_LARGE_TO_DOWNLOAD);
        }
        return new Generated(written(archive, versions), format.fileName(now));
    }

    private static Map<FileKey, FileVersion> companions(List<FileVersion> all) {
        return all.stream()
                .filter(version -> version.key().isCompanion())
                .collect(Collectors.toMap(FileVersion::key, Function.identity()));
    }

    private List<ArchiveEntry> entries(
            List<FileVersion> versions, Map<FileKey, FileVersion> companions, ArchiveFormat format) {
        var names = versions.stream().map(version -> version.key().name()).toList();
        var paths = EntryPaths.of(names, format);
        var itemPaths = EntryPaths.of(names, ArchiveFormat.OSF);
        List<ArchiveEntry> entries = new ArrayList<>();
        for (var i = 0; i < versions.size(); i++) {
            var version = versions.get(i);
            var companion = Optional.ofNullable(companions.get(
                    new FileKey(version.key().type(), version.key().name() + COMPANION)));
            var entry = ArchiveEntry.of(version, format, paths.get(i), itemPaths.get(i), companion);
            entries.add(companion
                    .flatMap(details -> Gzip.unzipped(files.read(details), LARGEST_COMPANION))
                    .map(entry::withDetails)
                    .orElseGet(entry::withoutDetails));
        }
        return entries;
    }

    private byte[] written(Archive archive, List<FileVersion> versions) {
        var bytes = new byte[Math.toIntExact(archive.size())];
        for (var i = 0; i < archive.segments(); i++) {
            var at = Math.toIntExact(archive.start(i));
            switch (archive.segment(i)) {
                case Segment.Generated generated -> generated.copy(0, bytes, at, Math.toIntExact(generated.length()));
                case Segment.Stored stored ->
                    System.arraycopy(
                            files.read(versions.get(i / 2)),
                            Math.toIntExact(stored.offset()),
                            bytes,
                            at,
                            Math.toIntExact(stored.length()));
            }
        }
        return bytes;
    }
}
