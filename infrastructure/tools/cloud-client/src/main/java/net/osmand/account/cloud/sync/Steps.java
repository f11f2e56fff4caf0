package net.osmand.account.cloud.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import net.osmand.account.cloud.api.CloudApi;
import net.osmand.account.cloud.api.FileKey;
import net.osmand.account.cloud.api.RefusedException;
import net.osmand.account.cloud.folder.Entry;
import net.osmand.account.cloud.folder.Entry.Base;
import net.osmand.account.cloud.folder.Entry.Intent;
import net.osmand.account.cloud.folder.Entry.OwnWrite;
import net.osmand.account.cloud.folder.Entry.Remote;
import net.osmand.account.cloud.folder.Fingerprint;
import net.osmand.account.cloud.folder.Folder;
import net.osmand.account.cloud.folder.FolderState;
import net.osmand.account.cloud.folder.LocalFile;
import net.osmand.account.cloud.folder.PathTable;
import net.osmand.account.cloud.sync.Downloader.Fetched;

/**
 * Performs actions. Each action checks that the local file is unchanged since the scan, changes one side atomically,
 * and then records the common content. After a crash at any point, the next run continues.
 */
final class Steps {
    private final CloudApi api;
    private final Folder folder;
    private final FolderState state;
    private final ConflictCopies copies;
    private final Mode mode;
    private final Clock clock;
    private final Downloader downloader;
    private final Uploader uploader;
    private final LocalContents contents;

    Steps(
            CloudApi api,
            Folder folder,
            FolderState state,
            ConflictCopies copies,
            Mode mode,
            Clock clock,
            Downloader downloader,
            Uploader uploader) {
        this.api = api;
        this.folder = folder;
        this.state = state;
        this.copies = copies;
        this.mode = mode;
        this.clock = clock;
        this.downloader = downloader;
        this.uploader = uploader;
        contents = new LocalContents(folder, state.entries());
    }

    /** Performs one action. Returns false if the file changed since the scan. */
    boolean perform(Action action) throws IOException {
        return switch (action) {
            case Action.Download download -> download(download);
            case Action.KeepBoth both -> keepBoth(both);
            case Action.Recover recover -> recover(recover);
            case Action.Upload upload -> upload(upload.key(), upload.file());
            case Action.Rename rename -> upload(rename.key(), rename.file()) && delete(rename.from());
            case Action.DeleteRemote delete -> delete(delete.key());
            case Action.TrashLocal trash -> trash(trash);
        };
    }

    private boolean download(Action.Download action) throws IOException {
        var remote = action.remote();
        var fetched = fetched(action.key(), remote.time(), remote.size());
        if (fetched.isEmpty()) {
            return notStored(action, remote);
        } else if (!folder.look(action.path()).equals(Optional.ofNullable(action.replaced()))) {
            Files.delete(fetched.get().file());
            return false;
        }
        place(action.key(), action.path(), remote, fetched.get());
        return true;
    }

    private Optional<Fetched> fetched(FileKey key, long time, long size) throws IOException {
        try {
            return Optional.of(downloader.fetch(key, time, size, contents));
        } catch (RefusedException e) {
            if (e.code() == RefusedException.NOT_AVAILABLE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Handles a version that is not available. The server acknowledges maps of the public catalogue without storing
     * them; any other file was deleted after the poll.
     */
    private boolean notStored(Action.Download action, Remote remote) {
        if (remote.size() != 0 || action.replaced() != null) {
            return false;
        }
        var entry = state.entry(action.key());
        state.put(entry.withBase(new Base(action.path(), remote.time(), 0, "", 0, 0, 0, false)));
        return true;
    }

    private void place(FileKey key, String path, Remote remote, Fetched fetched) throws IOException {
        var intent = new Intent(path, remote.time(), 0, fetched.content(), remote.clientTime());
        state.put(state.entry(key).withIntent(intent));
        var file = folder.place(fetched.file(), path, remote.clientTime());
        var base = Base.of(file, fetched.content(), remote.time(), clock.millis());
        state.put(state.entry(key).withBase(base));
    }

    private boolean keepBoth(Action.KeepBoth action) throws IOException {
        var key = action.key();
        var file = action.file();
        var remote = action.remote();
        var fetched = fetched(key, remote.time(), remote.size());
        if (fetched.isEmpty()) {
            return false;
        }
        var checked = clock.millis();
        var content = Fingerprint.of(folder.resolve(file.path()));
        if (!folder.look(file.path()).equals(Optional.of(file))) {
            return false;
        } else if (content.sha256().equals(fetched.get().content().sha256())) {
            Files.delete(fetched.get().file());
            state.put(state.entry(key).withBase(Base.of(file, content, remote.time(), checked)));
            return true;
        } else if (!mode.receives()) {
            throw new IOException("the cloud has a newer version; run sync or pull to keep both");
        }
        var copy = copies.free(ConflictCopies.named(key, api.session().device(), file.clientTime()));
        var path = copies.assign(copy);
        folder.rename(file.path(), path);
        place(key, file.path(), remote, fetched.get());
        copies.add(copy, path);
        return true;
    }

    private boolean recover(Action.Recover action) throws IOException {
        var version = action.version();
        var fetched = fetched(version.key(), version.time(), version.size());
        if (fetched.isPresent()) {
            var entry = state.entry(version.key());
            var isGone = !entry.isLive() && entry.base() == null;
            var key = isGone ? version.key() : ConflictCopies.named(version.key(), version.device(), version.time());
            keepRecovered(key, entry, version.clientTime(), fetched.get());
        }
        state.removeHidden(version.key());
        return true;
    }

    private void keepRecovered(FileKey key, Entry entry, long clientTime, Fetched fetched) throws IOException {
        var content = fetched.content();
        var base = entry.base();
        var isCurrent = base != null && base.sha256().equals(content.sha256());
        // An earlier run may have crashed after it placed the file.
        var natural = new PathTable().assign(key);
        var isThere = folder.look(natural).isPresent()
                && Fingerprint.of(folder.resolve(natural)).equals(content);
        var stored = state.entry(key).base();
        var isStored = stored != null && stored.sha256().equals(content.sha256());
        if (isCurrent || isThere || isStored) {
            Files.delete(fetched.file());
            return;
        }
        var free = key.equals(entry.key()) ? key : copies.free(key);
        var path = copies.assign(free);
        folder.place(fetched.file(), path, clientTime);
        copies.add(free, path);
    }

    private boolean upload(FileKey key, LocalFile file) throws IOException {
        var over = state.entry(key).remoteTime();
        var checked = clock.millis();
        var stored = uploader.store(key, file);
        if (stored == null) {
            return false;
        }
        var content = stored.content();
        var remote = new Remote(
                stored.time(),
                true,
                content.size(),
                file.clientTime(),
                api.session().device());
        var own = new OwnWrite(over, stored.time(), clock.millis(), List.of());
        var base = Base.of(file, content, stored.time(), checked);
        state.put(state.entry(key)
                .withRemote(remote)
                .withBase(base)
                .withOwn(own)
                .withoutUpload(file.clientTime(), content.size()));
        return true;
    }

    private boolean delete(FileKey key) {
        var over = state.entry(key).remoteTime();
        api.delete(key);
        var own = new OwnWrite(over, 0, clock.millis(), List.of());
        state.put(state.entry(key)
                .withRemote(new Remote(over, false, 0, 0, ""))
                .withBase(null)
                .withOwn(own));
        return true;
    }

    private boolean trash(Action.TrashLocal action) throws IOException {
        if (!folder.look(action.path()).equals(Optional.of(action.file()))) {
            return false;
        }
        folder.trash(action.path(), clock.instant());
        state.put(state.entry(action.key()).withBase(null));
        return true;
    }
}
