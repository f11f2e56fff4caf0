package net.osmand.account.cloud.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.cloud.api.CloudException;
import net.osmand.account.cloud.api.ExitCode;
import net.osmand.account.cloud.api.FileKey;
import net.osmand.account.cloud.api.RemoteFile;
import net.osmand.account.cloud.api.Session;
import net.osmand.account.cloud.folder.Entry.Remote;
import net.osmand.account.cloud.folder.Journal.Line;
import net.osmand.account.cloud.folder.Journal.Owner;
import org.jspecify.annotations.Nullable;

/**
 * The client's stored state of a folder: the change cursor, one entry for each file, and unfinished work. Each change
 * is appended to a journal immediately, so a crash loses nothing that was done.
 */
public final class FolderState implements AutoCloseable {
    private static final int VERSION = 1;

    /** The journal is rewritten when it has this many lines more than twice the number of entries. */
    private static final int SPARE_LINES = 200;

    /** Deletions are remembered longer than the server needs to settle them. */
    private static final long REMEMBERED_MILLIS = 24L * 60 * 60 * 1000;

    private final Journal journal;
    private final Owner owner;
    private final boolean readOnly;
    private final Map<FileKey, Entry> entries = new HashMap<>();
    private final Map<FileKey, PendingUpload> uploads = new HashMap<>();
    private final Map<FileKey, HiddenVersion> hidden = new LinkedHashMap<>();
    private @Nullable String cursor;

    private FolderState(Journal journal, Owner owner, boolean readOnly) {
        this.journal = journal;
        this.owner = owner;
        this.readOnly = readOnly;
    }

    /**
     * Opens a folder's state.
     *
     * @param readOnly whether changes are not stored, for a dry run
     * @param now epoch milliseconds
     */
    public static FolderState open(Folder folder, Session session, boolean readOnly, long now) throws IOException {
        var journal = new Journal(folder.own().resolve("state.jsonl"));
        var owner = new Owner(VERSION, session.server().toString(), session.userId());
        var state = new FolderState(journal, owner, readOnly);
        var lines = journal.read();
        lines.forEach(line -> state.take(line, folder));
        if (!readOnly) {
            if (lines.isEmpty() || journal.isDamaged() || lines.size() > 2 * state.entries.size() + SPARE_LINES) {
                state.rewrite(now);
            } else {
                journal.reopen();
            }
        }
        return state;
    }

    private void take(Line line, Folder folder) {
        if (line.owner() != null && !line.owner().equals(owner)) {
            throw new CloudException(
                    ExitCode.OTHER_ACCOUNT,
                    "The folder %s belongs to another account (number %d at %s)."
                            .formatted(
                                    folder.root(),
                                    line.owner().user(),
                                    line.owner().server()));
        }
        if (line.cursor() != null) {
            cursor = line.cursor();
        }
        if (line.entry() != null) {
            entries.put(line.entry().key(), line.entry());
        }
        if (line.upload() != null) {
            uploads.put(line.upload().key(), line.upload());
        }
        if (line.uploaded() != null) {
            uploads.remove(line.uploaded());
        }
        if (line.hidden() != null) {
            hidden.put(line.hidden().key(), line.hidden());
        }
        if (line.handled() != null) {
            hidden.remove(line.handled());
        }
    }

    private void rewrite(long now) throws IOException {
        entries.values().removeIf(entry -> isOver(entry, now));
        var lines = new ArrayList<Line>(entries.size() + 10);
        lines.add(Line.of(owner));
        entries.values().forEach(entry -> lines.add(Line.of(entry)));
        uploads.values().forEach(upload -> lines.add(Line.of(upload)));
        hidden.values().forEach(version -> lines.add(Line.of(version)));
        if (cursor != null) {
            lines.add(Line.of(cursor));
        }
        journal.rewrite(lines);
    }

    /**
     * Returns whether the entry can be dropped. An entry with an interrupted upload is kept, because the upload may
     * still appear in the cloud.
     */
    private static boolean isOver(Entry entry, long now) {
        var own = entry.own();
        var isForgotten = own == null || own.at() < now - REMEMBERED_MILLIS;
        return entry.base() == null && !entry.isLive() && entry.intents().isEmpty() && isForgotten;
    }

    /** Returns the cursor for the next request of changes, or null before the first list. */
    public synchronized @Nullable String cursor() {
        return cursor;
    }

    public synchronized List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /** Returns the entry of a file, or an empty one if the file is unknown. */
    public synchronized Entry entry(FileKey key) {
        return entries.getOrDefault(key, Entry.unknown(key));
    }

    public synchronized void put(Entry entry) {
        putAll(List.of(entry));
    }

    private void putAll(Collection<Entry> changed) {
        changed.forEach(entry -> entries.put(entry.key(), entry));
        append(changed.stream().map(Line::of).toList());
    }

    /** Stores the result of a poll and the next cursor. */
    public synchronized void poll(Collection<Entry> changed, Collection<HiddenVersion> versions, String next) {
        putAll(changed);
        versions.forEach(version -> hidden.put(version.key(), version));
        append(versions.stream().map(Line::of).toList());
        if (!next.equals(cursor)) {
            cursor = next;
            append(List.of(Line.of(next)));
        }
    }

    /** Stores a list of all live files, and the cursor that was requested before it. */
    public synchronized void list(List<RemoteFile> rows, String next) {
        var live = new HashSet<FileKey>();
        var changed = new ArrayList<Entry>();
        for (var row : rows) {
            live.add(row.key());
            changed.add(entry(row.key()).withRemote(Remote.of(row)));
        }
        for (var entry : entries.values()) {
            if (!live.contains(entry.key()) && entry.isLive()) {
                changed.add(entry.withRemote(new Remote(entry.remoteTime(), false, 0, 0, "")));
            }
        }
        poll(changed, List.of(), next);
    }

    public synchronized Optional<PendingUpload> pendingUpload(FileKey key) {
        return Optional.ofNullable(uploads.get(key));
    }

    public synchronized void putUpload(PendingUpload upload) {
        uploads.put(upload.key(), upload);
        append(List.of(Line.of(upload)));
    }

    public synchronized void removeUpload(FileKey key) {
        if (uploads.remove(key) != null) {
            append(List.of(Line.uploaded(key)));
        }
    }

    /** Returns the versions of other devices that must be kept as copies. */
    public synchronized List<HiddenVersion> hiddenVersions() {
        return List.copyOf(hidden.values());
    }

    public synchronized void removeHidden(FileKey key) {
        if (hidden.remove(key) != null) {
            append(List.of(Line.handled(key)));
        }
    }

    private void append(List<Line> lines) {
        if (readOnly || lines.isEmpty()) {
            return;
        }
        try {
            journal.append(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        journal.close();
    }
}
