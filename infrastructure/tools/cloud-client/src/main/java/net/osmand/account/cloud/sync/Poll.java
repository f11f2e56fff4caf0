package net.osmand.account.cloud.sync;

import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.osmand.account.cloud.api.ChangePage;
import net.osmand.account.cloud.api.CloudApi;
import net.osmand.account.cloud.api.CloudException;
import net.osmand.account.cloud.api.ExitCode;
import net.osmand.account.cloud.api.FileKey;
import net.osmand.account.cloud.api.RemoteFile;
import net.osmand.account.cloud.folder.Entry;
import net.osmand.account.cloud.folder.Entry.Base;
import net.osmand.account.cloud.folder.Entry.OwnWrite;
import net.osmand.account.cloud.folder.Entry.Remote;
import net.osmand.account.cloud.folder.FolderState;
import net.osmand.account.cloud.folder.HiddenVersion;
import org.jspecify.annotations.Nullable;

/** Requests the cloud's changes and updates the folder's state. An unchanged account costs one request. */
final class Poll {
    /** Above this number of single requests, one list of all files is cheaper. */
    private static final int MAX_LOOKS = 5;

    private final CloudApi api;
    private final FolderState state;
    private final Clock clock;

    private final Map<FileKey, Entry> changed = new HashMap<>();
    private final Map<FileKey, HiddenVersion> hidden = new HashMap<>();
    private final Set<FileKey> unsure = new HashSet<>();

    /** The newest version by another device in this poll, by file. */
    private final Map<FileKey, RemoteFile> foreign = new HashMap<>();

    private Poll(CloudApi api, FolderState state, Clock clock) {
        this.clock = clock;
        this.api = api;
        this.state = state;
    }

    /** Requests all changes since the last poll. */
    static void update(CloudApi api, FolderState state, Clock clock) {
        new Poll(api, state, clock).update();
    }

    private void update() {
        var cursor = state.cursor();
        if (cursor == null) {
            listAll();
            return;
        }
        while (true) {
            var page = api.changes(cursor);
            if (page.reset()) {
                listAll();
                return;
            }
            page.rows().forEach(this::take);
            page.removed().forEach(this::take);
            cursor = orStays(page.cursor(), cursor);
            if (!page.more()) {
                break;
            }
        }
        lookAtUnsure();
        state.poll(changed.values(), hidden.values(), cursor);
    }

    private static String orStays(@Nullable String next, String cursor) {
        return next == null ? cursor : next;
    }

    private void listAll() {
        // The cursor is requested first, so the next poll returns changes made during the list.
        var cursor = api.changes(null).cursor();
        if (cursor == null) {
            throw new CloudException(ExitCode.NO_SERVER, "The server's answer has no cursor.");
        }
        state.list(api.list(), cursor);
    }

    private Entry entry(FileKey key) {
        var known = changed.get(key);
        return known == null ? state.entry(key) : known;
    }

    private void take(RemoteFile row) {
        var entry = entry(row.key());
        var isForeign = row.deviceId() != api.session().deviceId();
        if (row.time() <= entry.remoteTime()) {
            if (isForeign && row.live()) {
                hide(entry, row);
            }
            return;
        }
        changed.put(row.key(), entry.withRemote(Remote.of(row)));
        if (isForeign && row.live()) {
            foreign.put(row.key(), row);
        } else if (!isForeign && row.live()) {
            takeOwnUpload(row);
        } else if (!isForeign) {
            takeOwnDeletion(row);
        }
    }

    /** Keeps a version that is older than this client's own change, which did not know it. */
    private void hide(Entry entry, RemoteFile row) {
        var own = entry.own();
        if (own != null && own.hides(row.time())) {
            changed.put(row.key(), entry.withOwn(own.withHandled(row.time())));
            hidden.merge(row.key(), hiddenVersion(row), (one, other) -> one.time() > other.time() ? one : other);
        }
    }

    /**
     * Records an own upload that the state does not contain, because the client crashed before recording that it was
     * done.
     */
    private void takeOwnUpload(RemoteFile row) {
        var entry = entry(row.key());
        var sent = entry.intents().stream()
                .filter(intent -> intent.isUploadOf(row.clientTime(), row.size()))
                .findFirst();
        if (sent.isEmpty()) {
            return;
        }
        var intent = sent.get();
        var content = intent.content();
        var base = new Base(intent.path(), row.time(), content.size(), content.sha256(), content.crc32(), 0, 0, true);
        var own = new OwnWrite(intent.over(), row.time(), clock.millis(), List.of());
        var finished = entry.withBase(base).withOwn(own).withoutUpload(row.clientTime(), row.size());
        changed.put(row.key(), finished);
        var hiddenRow = foreign.get(row.key());
        if (hiddenRow != null) {
            hide(entry(row.key()), hiddenRow);
        }
    }

    /** Handles a deletion by this client. A version of another device that this client did not know is restored. */
    private void takeOwnDeletion(RemoteFile deletion) {
        var key = deletion.key();
        var entry = entry(key);
        var own = entry.own();
        if (own == null || !own.isDeletion()) {
            return;
        }
        var row = foreign.get(key);
        if (row != null && row.time() > own.over()) {
            changed.put(key, entry.withOwn(own.withHandled(row.time())));
            hidden.put(key, hiddenVersion(row));
        } else if (entry.base() != null && entry.base().time() > own.over()) {
            // The version was downloaded before the poll returned the deletion. Without a base it counts as a new local
            // file.
            changed.put(key, entry.withBase(null));
        }
    }

    private static HiddenVersion hiddenVersion(RemoteFile row) {
        return new HiddenVersion(row.key(), row.time(), row.device(), row.clientTime(), row.size());
    }

    /** Handles permanent deletions, which can make an older version the newest one without a new row. */
    private void take(ChangePage.Removed removed) {
        var entry = entry(removed.key());
        if (entry.remote() == null || removed.newest() >= entry.remoteTime() || !entry.isLive()) {
            unsure.add(removed.key());
        }
    }

    private void lookAtUnsure() {
        if (unsure.isEmpty()) {
            return;
        }
        var rows = unsure.size() > MAX_LOOKS
                ? api.list()
                : unsure.stream().flatMap(key -> api.look(key).stream()).toList();
        var live = new HashMap<FileKey, RemoteFile>();
        rows.forEach(row -> live.put(row.key(), row));
        for (var key : List.copyOf(unsure)) {
            var entry = entry(key);
            var row = live.get(key);
            var remote = row == null ? new Remote(entry.remoteTime(), false, 0, 0, "") : Remote.of(row);
            if (row != null || entry.remote() != null) {
                changed.put(key, entry.withRemote(remote));
            }
        }
    }
}
