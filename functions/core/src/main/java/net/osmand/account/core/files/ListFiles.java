package net.osmand.account.core.files;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileVersion;

/** Lists the rows and the trash of an account. */
public final class ListFiles {
    private final FileIndex index;
    private final TrashWindow window;
    private final Clock clock;

    public ListFiles(FileIndex index, TrashWindow window, Clock clock) {
        this.index = index;
        this.window = window;
        this.clock = clock;
    }

    /** Returns the files and rows that are hidden from readers although their rows exist. */
    public HiddenFiles hidden(Caller caller) {
        return HiddenFiles.of(index, window, caller.account().id(), caller.usage());
    }

    /** Passes every row of the account, or of the files with that name, newest first, page by page. */
    public void each(AccountId account, Optional<String> name, Consumer<List<FileVersion>> page) {
        if (name.isPresent()) {
            page.accept(index.named(account, name.get()).stream()
                    .sorted(Comparator.comparingLong(FileVersion::updateTime).reversed())
                    .toList());
        } else {
            index.eachPage(account, page);
        }
    }

    /** Returns rows from {@code from}, inclusive, to {@code before}, exclusive, epoch milliseconds, newest first. */
    public List<FileVersion> page(AccountId account, long from, long before, int limit) {
        return index.page(account, from, before, limit);
    }

    /**
     * Returns a page of the trash, latest deletion first.
     *
     * @param before time at which the last file of the previous page leaves the trash, epoch milliseconds
     */
    public List<TrashEntry> trash(AccountId account, long before, int limit) {
        return index.trash(account, clock.millis(), before, limit);
    }
}
