package net.osmand.account.core.exports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;

/** The contents of an archive: the entries, sorted by path, so the same files always give the same archive. */
public record ArchiveContents(List<ArchiveEntry> entries, LeftOut leftOut) {
    private static final String COMPANION = ".info";
    private static final String FOLDER = "__folder__.info";

    /** Maximum size of a companion in bytes. Larger companions are not merged. */
    static final int LONGEST_DETAILS = 64 << 10;

    public ArchiveContents {
        entries = List.copyOf(entries);
    }

    /**
     * Selects files from the newest versions of an account.
     *
     * @param newest one version of each file, including deletion markers
     */
    public static ArchiveContents of(Stream<FileVersion> newest, Selection selection) {
        var chosen = new Choice();
        newest.filter(version -> !version.isDeletionMarker() && selection.has(version.key()))
                .forEach(chosen::add);
        return chosen.contents(selection.format());
    }

    /** Sorts the selected versions into files, companions and versions that are left out. */
    private static final class Choice {
        private final List<FileVersion> files = new ArrayList<>();
        private final Map<FileKey, FileVersion> companions = new HashMap<>();
        private int folders;
        private int maps;
        private int large;

        private void add(FileVersion version) {
            var key = version.key();
            if (key.name().endsWith(FOLDER)) {
                folders++;
            } else if (version.content().isEmpty()) {
                maps++;
            } else if (!key.isCompanion()) {
                files.add(version);
            } else if (version.size() > LONGEST_DETAILS) {
                large++;
            } else {
                companions.put(described(key), version);
            }
        }

        private static FileKey described(FileKey companion) {
            var name = companion.name();
            return new FileKey(companion.type(), name.substring(0, name.length() - COMPANION.length()));
        }

        private ArchiveContents contents(ArchiveFormat format) {
            files.sort(Comparator.comparing((FileVersion version) -> format.path(version.key()))
                    .thenComparing(version -> version.key().type()));
            var paths = paths(format);
            var itemPaths = format == ArchiveFormat.OSF ? paths : paths(ArchiveFormat.OSF);
            var entries = new ArrayList<ArchiveEntry>(files.size());
            var merged = 0;
            for (var i = 0; i < files.size(); i++) {
                var companion = Optional.ofNullable(companions.get(files.get(i).key()));
                merged += companion.isPresent() ? 1 : 0;
                entries.add(ArchiveEntry.of(files.get(i), format, paths.get(i), itemPaths.get(i), companion));
            }
            return new ArchiveContents(entries, new LeftOut(maps, folders, merged, companions.size() - merged + large));
        }

        private List<String> paths(ArchiveFormat format) {
            return EntryPaths.of(
                    files.stream().map(version -> format.path(version.key())).toList(), format);
        }
    }
}
