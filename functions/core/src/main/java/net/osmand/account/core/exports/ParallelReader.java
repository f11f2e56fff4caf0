package net.osmand.account.core.exports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import net.osmand.account.core.files.ParallelCalls;
import net.osmand.account.core.values.StoredContent;

/** Reads small files in parallel, because a part of an archive can contain very many. */
final class ParallelReader {
    private final ArchiveStore store;
    private final ParallelCalls parallel;

    ParallelReader(ArchiveStore store, int atOnce) {
        this.store = store;
        parallel = new ParallelCalls(atOnce);
    }

    /**
     * Returns the bytes of the archive between two offsets.
     *
     * @throws ContentPurgedException if an object was purged
     */
    byte[] fill(Archive archive, long start, long end) {
        var bytes = new byte[Math.toIntExact(end - start)];
        var reads = new ArrayList<Runnable>();
        for (var i = archive.at(start); i < archive.segments() && archive.start(i) < end; i++) {
            var from = Math.max(start, archive.start(i)) - archive.start(i);
            var to = Math.min(end, archive.start(i + 1)) - archive.start(i);
            var at = Math.toIntExact(archive.start(i) + from - start);
            var length = Math.toIntExact(to - from);
            switch (archive.segment(i)) {
                case Segment.Generated generated -> generated.copy(Math.toIntExact(from), bytes, at, length);
                case Segment.Stored stored ->
                    reads.add(() ->
                            store.read(stored.content(), stored.offset() + from, ByteBuffer.wrap(bytes, at, length)));
            }
        }
        parallel.run(reads);
        return bytes;
    }

    /**
     * Returns the entries with the fields of their companions. An entry whose companion is missing or unreadable stays
     * without them.
     *
     * @throws ContentPurgedException never: the file itself is still complete
     */
    List<ArchiveEntry> withDetails(List<ArchiveEntry> entries) {
        var described = new ArrayList<>(entries);
        var reads = new ArrayList<Runnable>();
        for (var i = 0; i < entries.size(); i++) {
            var place = i;
            var entry = entries.get(i);
            entry.details()
                    .ifPresent(details -> reads.add(() -> {
                        var merged = withDetails(entry, store, details);
                        synchronized (described) {
                            described.set(place, merged);
                        }
                    }));
        }
        parallel.run(reads);
        return described;
    }

    private static ArchiveEntry withDetails(ArchiveEntry entry, ArchiveStore store, StoredContent details) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(store.read(details)))) {
            return entry.withDetails(in.readNBytes(ArchiveContents.LONGEST_DETAILS));
        } catch (ContentPurgedException | IOException _) {
            return entry.withoutDetails();
        }
    }
}
