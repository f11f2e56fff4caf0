package net.osmand.account.cloud.sync;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import net.osmand.account.cloud.api.FileKey;
import net.osmand.account.cloud.folder.Entry;
import net.osmand.account.cloud.folder.Entry.Base;
import net.osmand.account.cloud.folder.Entry.Remote;
import net.osmand.account.cloud.folder.Fingerprint;
import net.osmand.account.cloud.folder.Folder;
import net.osmand.account.cloud.folder.FolderState;
import net.osmand.account.cloud.folder.LocalFile;
import net.osmand.account.cloud.folder.Matcher;
import net.osmand.account.cloud.folder.PathTable;
import org.jspecify.annotations.Nullable;

/** Compares the cloud, the folder and their last common content, file by file. */
final class Compare {
    /**
     * Maximum rounding of file times by file systems. A file that was modified so shortly before it was read may change
     * again without a new time.
     */
    private static final long COARSE_MILLIS = 2000;

    private static final long NANOS = 1_000_000;

    private final Folder folder;
    private final FolderState state;
    private final Mode mode;
    private final Clock clock;

    private final List<Action> actions = new ArrayList<>();
    private final Map<FileKey, Base> missing = new HashMap<>();
    private final Map<FileKey, LocalFile> added = new HashMap<>();
    private final PathTable paths;

    /** Whether the folder has no state yet. */
    private final boolean isFresh;

    private Compare(Folder folder, FolderState state, Mode mode, Clock clock, PathTable paths) {
        this.folder = folder;
        this.state = state;
        this.mode = mode;
        this.clock = clock;
        this.paths = paths;
        isFresh = state.entries().stream().allMatch(entry -> entry.base() == null);
    }

    /**
     * The work of a run.
     *
     * @param actions in any order
     * @param paths all paths in use
     */
    record Plan(List<Action> actions, PathTable paths) {
        Plan {
            actions = List.copyOf(actions);
        }
    }

    static Plan plan(Folder folder, FolderState state, Mode mode, Clock clock) throws IOException {
        var entries = state.entries();
        var matcher = Matcher.of(folder.scan(), entries);
        var local = matcher.matched();
        var compare = new Compare(folder, state, mode, clock, matcher.paths());
        for (var entry : entries) {
            compare.file(entry, local.get(entry.key()));
        }
        var known = new HashSet<FileKey>();
        entries.forEach(entry -> known.add(entry.key()));
        for (var file : local.entrySet()) {
            if (!known.contains(file.getKey())) {
                compare.file(state.entry(file.getKey()), file.getValue());
            }
        }
        compare.renames();
        if (mode == Mode.SYNC) {
            state.hiddenVersions().forEach(version -> compare.actions.add(new Action.Recover(version)));
        }
        return new Plan(compare.actions, compare.paths);
    }

    private void file(Entry known, @Nullable LocalFile file) throws IOException {
        var entry = settled(known, file);
        var base = entry.base();
        if (base == null) {
            unknown(entry, file);
        } else if (file == null) {
            gone(entry, base);
        } else if (isUnchanged(entry, base, file)) {
            unchanged(entry, base, file);
        } else {
            changed(entry, base, file);
        }
    }

    /** Records a download that was placed before a crash but not recorded. */
    private Entry settled(Entry entry, @Nullable LocalFile file) throws IOException {
        if (file == null) {
            return entry;
        }
        for (var intent : entry.intents()) {
            if (intent.isDownloadOf(file)) {
                var checked = clock.millis();
                if (Fingerprint.of(folder.resolve(file.path())).equals(intent.content())) {
                    var settled = entry.withBase(Base.of(file, intent.content(), intent.time(), checked));
                    state.put(settled);
                    return settled;
                }
            }
        }
        return entry;
    }

    /** Handles a file that the two sides never had in common. */
    private void unknown(Entry entry, @Nullable LocalFile file) throws IOException {
        var remote = entry.remote();
        if (file == null) {
            if (remote != null && remote.live()) {
                download(entry.key(), paths.assign(entry.key()), remote);
            }
        } else if (remote == null || !remote.live()) {
            added.put(entry.key(), file);
        } else if (isFresh && isSameByTime(remote, file)) {
            adopt(entry, remote, file);
        } else {
            conflict(entry.key(), remote, file);
        }
    }

    /** Returns whether size and time (in milliseconds) are equal, as after a transfer whose state was lost. */
    private static boolean isSameByTime(Remote remote, LocalFile file) {
        return remote.clientTime() > 0 && remote.clientTime() == file.clientTime() && remote.size() == file.size();
    }

    private void adopt(Entry entry, Remote remote, LocalFile file) throws IOException {
        var content = Fingerprint.of(folder.resolve(file.path()));
        state.put(entry.withBase(Base.of(file, content, remote.time(), clock.millis())));
    }

    /** Handles the missing local file of a known content. */
    private void gone(Entry entry, Base base) {
        var remote = entry.remote();
        if (remote == null || !remote.live()) {
            state.put(entry.withBase(null));
        } else if (remote.time() != base.time() || (base.kept() && mode == Mode.PULL)) {
            download(entry.key(), base.path(), remote);
        } else if (base.kept() && mode.sends()) {
            missing.put(entry.key(), base);
        }
    }

    private void unchanged(Entry entry, Base base, LocalFile file) {
        var remote = entry.remote();
        if (!mode.receives()) {
            return;
        }
        if (remote == null || !remote.live()) {
            actions.add(new Action.TrashLocal(entry.key(), file));
        } else if (remote.time() != base.time()) {
            actions.add(new Action.Download(entry.key(), file.path(), remote, file));
        }
    }

    private void changed(Entry entry, Base base, LocalFile file) {
        var remote = entry.remote();
        if (remote == null || !remote.live()) {
            // A change takes precedence over a deletion.
            upload(entry.key(), file);
        } else if (remote.time() == base.time()) {
            upload(entry.key(), file);
        } else {
            conflict(entry.key(), remote, file);
        }
    }

    private boolean isUnchanged(Entry entry, Base base, LocalFile file) throws IOException {
        if (!base.kept() || base.size() != file.size()) {
            return false;
        }
        var coarse = file.modified() / NANOS + COARSE_MILLIS >= base.checked();
        if (base.modified() == file.modified() && !coarse) {
            return true;
        }
        var checked = clock.millis();
        if (!Fingerprint.of(folder.resolve(file.path())).sha256().equals(base.sha256())) {
            return false;
        }
        var refreshed = new Base(
                file.path(),
                base.time(),
                base.size(),
                base.sha256(),
                base.crc32(),
                file.modified(),
                checked,
                base.kept());
        state.put(entry.withBase(refreshed));
        return true;
    }

    private void download(FileKey key, String path, Remote remote) {
        if (mode.receives()) {
            actions.add(new Action.Download(key, path, remote, null));
        }
    }

    private void upload(FileKey key, LocalFile file) {
        if (mode.sends()) {
            actions.add(new Action.Upload(key, file));
        }
    }

    private void conflict(FileKey key, Remote remote, LocalFile file) {
        actions.add(new Action.KeepBoth(key, file, remote));
    }

    private void renames() throws IOException {
        var renames = new Renames(folder, missing);
        for (var file : added.entrySet()) {
            var from = mode.sends() ? renames.takeOldName(file.getValue()) : null;
            if (from == null) {
                upload(file.getKey(), file.getValue());
            } else {
                actions.add(new Action.Rename(from, file.getKey(), file.getValue()));
            }
        }
        missing.forEach((key, base) -> {
            if (!renames.isRenamed(key)) {
                actions.add(new Action.DeleteRemote(key, base.path()));
            }
        });
    }
}
