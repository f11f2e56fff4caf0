package net.osmand.account.core.files;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileVersion;

/** Lists rows and the trash of an account. */
public final class ListFiles {
    private final FileIndex index;
    private final TrashWindow window;
    private final Clock clock;

    public ListFiles(FileIndex index, TrashWindow window, Clock clock) {
        this.index = index;
        this.window = window;
        this.clock = clock;
    }

    /** What is gone though its rows are there. */
    public HiddenFiles hidden(Caller caller) {
        return HiddenFiles.of(index, window, caller.account().id(), caller.usage());
    }

    /** Every row of the account, or every row of the files of that name, newest first, a page at a time. */
    public void each(AccountId account, Optional<String> name, Consumer<List<FileVersion>> page) {
        if (name.isPresent()) {
            page.accept(index.named(account, name.get()).stream()
                    .sorted(Comparator.comparingLong(FileVersion::updateTime).reversed())
                    .toList());
        } else {
            index.eachPage(account, page);
        }
    }

    /** Rows from {@code from}, inclusive, to {@code before}, exclusive, epoch milliseconds, newest first. */
    public List<FileVersion> page(AccountId account, long from, long before, int limit) {
        return index.page(account, from, before, limit);
    }

    /**
     * A page of the trash, latest deletion first.
     *
     * @param before end of the last file of the page before, epoch milliseconds
     */
    public List<TrashEntry> trash(AccountId account, long before, int limit) {
        return index.trash(account, clock.millis(), before, limit);
    }
}
