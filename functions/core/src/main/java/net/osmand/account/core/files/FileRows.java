package net.osmand.account.core.files;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import net.osmand.account.core.files.FileIndex.StoredHead;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import org.jspecify.annotations.Nullable;

/**
 * All rows of one file and its head, as a check reads them.
 *
 * @param hash {@link FileKey#hash()}
 */
record FileRows(String hash, List<FileVersion> rows, Optional<FileHead> head) {
    FileRows {
        rows = List.copyOf(rows);
    }

    /** Returns the key of the file. Requires at least one row. */
    FileKey key() {
        return rows.getFirst().key();
    }

    FileRows after(long time) {
        return new FileRows(
                hash, rows.stream().filter(row -> row.updateTime() > time).toList(), head);
    }

    Optional<FileVersion> newest() {
        return rows.stream().max(Comparator.comparingLong(FileVersion::updateTime));
    }

    Optional<FileVersion> newestContent() {
        return rows.stream()
                .filter(row -> !row.isDeletionMarker())
                .max(Comparator.comparingLong(FileVersion::updateTime));
    }

    boolean isTrashed() {
        return newest().filter(FileVersion::isDeletionMarker).isPresent();
    }

    /** Returns the trash entry for the newest row, which must be a deletion marker. */
    TrashEntry entry(TrashWindow window) {
        var marker = newest().orElseThrow();
        return new TrashEntry(key(), marker.updateTime(), window.endOf(marker.updateTime()), marker.author());
    }

    /** Gzip bytes of all rows with content. */
    long bytes() {
        return rows.stream()
                .filter(row -> !row.isDeletionMarker())
                .mapToLong(FileVersion::gzipSize)
                .sum();
    }

    /** Returns the head that matches the rows. Fields that do not depend on the rows keep their values. */
    FileHead expectedHead() {
        var was = head.orElse(FileHead.NONE);
        var contents = rows.stream().filter(row -> !row.isDeletionMarker()).count();
        return new FileHead(
                was.revision(),
                newest().map(FileVersion::updateTime).orElse(0L),
                newestContent().map(FileVersion::withoutAuthor),
                contents,
                bytes(),
                rows.size() - contents,
                was.lifted(),
                was.goneUntil());
    }

    /** Whether the head and the trash entry match the rows. */
    boolean matches(Optional<TrashEntry> entry) {
        var expected = expectedHead();
        var was = head.orElse(FileHead.NONE);
        var isHead = was.newest() == expected.newest()
                && was.contents() == expected.contents()
                && was.contentBytes() == expected.contentBytes()
                && was.markers() == expected.markers()
                && was.content()
                        .map(FileVersion::updateTime)
                        .equals(expected.content().map(FileVersion::updateTime));
        return isHead
                && (rows.isEmpty()
                        || (isTrashed()
                                ? entry.filter(found -> found.deletedAt() == expected.newest())
                                        .isPresent()
                                : entry.isEmpty()));
    }

    /** Reads rows and heads, both in the order of the files, and combines them file by file. */
    static final class Reader implements Iterator<FileRows> {
        private final Iterator<FileVersion> rows;
        private final Iterator<StoredHead> heads;
        private @Nullable FileVersion row;
        private @Nullable StoredHead head;

        Reader(Iterator<FileVersion> rows, Iterator<StoredHead> heads) {
            this.rows = rows;
            this.heads = heads;
            row = next(rows);
            head = next(heads);
        }

        private static <T> @Nullable T next(Iterator<T> iterator) {
            return iterator.hasNext() ? iterator.next() : null;
        }

        @Override
        public boolean hasNext() {
            return row != null || head != null;
        }

        @Override
        public FileRows next() {
            var ofRow = Optional.ofNullable(row).map(found -> found.key().hash());
            var ofHead = Optional.ofNullable(head).map(StoredHead::hash);
            var hash = ofRow.flatMap(one -> ofHead.map(other -> one.compareTo(other) <= 0 ? one : other))
                    .or(() -> ofRow)
                    .or(() -> ofHead)
                    .orElseThrow(NoSuchElementException::new);
            var all = new ArrayList<FileVersion>();
            while (row != null && row.key().hash().equals(hash)) {
                all.add(row);
                row = next(rows);
            }
            var found = Optional.<FileHead>empty();
            if (head != null && head.hash().equals(hash)) {
                found = Optional.of(head.head());
                head = next(heads);
            }
            return new FileRows(hash, all, found);
        }
    }
}
