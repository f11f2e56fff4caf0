package net.osmand.account.cloud.sync;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.osmand.account.cloud.api.FileKey;
import net.osmand.account.cloud.folder.CloudNames;
import net.osmand.account.cloud.folder.Folder;
import net.osmand.account.cloud.folder.FolderState;
import net.osmand.account.cloud.folder.PathTable;

/** Chooses names and paths for copies that keep the other content of a conflict, and collects their uploads. */
final class ConflictCopies {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH.mm.ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Folder folder;
    private final FolderState state;
    private final PathTable paths;
    private final Mode mode;
    private final Report report;
    private final List<Action> uploads = new ArrayList<>();
    private final Set<FileKey> taken = new HashSet<>();

    ConflictCopies(Folder folder, FolderState state, Compare.Plan plan, Mode mode, Report report) {
        this.folder = folder;
        this.state = state;
        this.mode = mode;
        this.report = report;
        paths = plan.paths();
        // A crash may have left copies in the folder that this run uploads by their names.
        plan.actions().forEach(action -> taken.add(action.key()));
    }

    /** Returns the name of a copy, which may already be in use. */
    static FileKey named(FileKey key, String device, long millis) {
        return CloudNames.conflictCopy(key, device, MOMENT.format(Instant.ofEpochMilli(millis)));
    }

    /** Returns an unused name, because two conflicts of the same second need two names. */
    synchronized FileKey free(FileKey copy) {
        var key = copy;
        for (var number = 2; !isFree(key); number++) {
            key = CloudNames.numbered(copy, number);
        }
        taken.add(key);
        return key;
    }

    private boolean isFree(FileKey key) {
        var entry = state.entry(key);
        return entry.base() == null && entry.remote() == null && !taken.contains(key);
    }

    /** Assigns an unused path to a file. */
    synchronized String assign(FileKey key) {
        return paths.assign(key);
    }

    /** Reports a copy that is now in the folder, and plans its upload in this run. */
    synchronized void add(FileKey copy, String path) throws IOException {
        report.conflict(path);
        if (mode.sends()) {
            folder.look(path).ifPresent(file -> uploads.add(new Action.Upload(copy, file)));
        }
    }

    /** Returns and removes the planned uploads of copies. */
    synchronized List<Action> takeUploads() {
        var all = List.copyOf(uploads);
        uploads.clear();
        return all;
    }
}
