package net.osmand.account.core.exports;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.osmand.account.core.files.FileIndex;
import net.osmand.account.core.files.Purge;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileVersion;
import org.jspecify.annotations.Nullable;

/** Finds the newest version of each file from all rows of the account, which are read file by file. */
public final class NewestVersions implements AccountFiles {
    private final FileIndex index;

    public NewestVersions(FileIndex index) {
        this.index = index;
    }

    @Override
    public Stream<FileVersion> newest(AccountId account, long asOf) {
        var purges = index.usage(account).filter(usage -> usage.purges() > 0).isPresent()
                ? index.purges(account)
                : List.<Purge>of();
        var rows = index.eachRow(account);
        var visible = rows.filter(row -> row.updateTime() <= asOf)
                .filter(row -> purges.stream()
                        .noneMatch(purge -> purge.key().equals(row.key()) && row.updateTime() <= purge.until()));
        var newest = new NewestOfEach(visible.iterator());
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(newest, Spliterator.NONNULL), false)
                .onClose(rows::close);
    }

    /** Returns the newest row of each file. The rows of a file must be consecutive. */
    private static final class NewestOfEach implements Iterator<FileVersion> {
        private final Iterator<FileVersion> rows;
        private @Nullable FileVersion first;

        NewestOfEach(Iterator<FileVersion> rows) {
            this.rows = rows;
            first = rows.hasNext() ? rows.next() : null;
        }

        @Override
        public boolean hasNext() {
            return first != null;
        }

        @Override
        public FileVersion next() {
            var newest = Optional.ofNullable(first).orElseThrow(NoSuchElementException::new);
            var key = newest.key();
            first = null;
            while (rows.hasNext()) {
                var row = rows.next();
                if (!row.key().equals(key)) {
                    first = row;
                    break;
                }
                newest = row.updateTime() > newest.updateTime() ? row : newest;
            }
            return newest;
        }
    }
}
