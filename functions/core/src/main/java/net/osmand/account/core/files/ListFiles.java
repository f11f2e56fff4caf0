package net.osmand.account.core.files;

import java.time.Clock;
import java.util.List;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileVersion;

/** Lists the changes and the trash of an account page by page. */
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
