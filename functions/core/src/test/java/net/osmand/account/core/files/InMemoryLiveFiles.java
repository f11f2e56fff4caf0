package net.osmand.account.core.files;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.testing.TestClock;
import net.osmand.account.core.testing.TestGzip;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/** The live files of one account in memory, for use cases that change several files. */
public final class InMemoryLiveFiles implements LiveFiles {
    public final Map<FileKey, List<FileVersion>> rows = new HashMap<>();
    public final List<List<FileChange>> changes = new ArrayList<>();
    private final Map<FileVersion, byte[]> bytes = new HashMap<>();
    private final TestClock clock;
    private final List<Consumer<InMemoryLiveFiles>> beforeChanges = new ArrayList<>();
    private long time;

    public InMemoryLiveFiles(TestClock clock) {
        this.clock = clock;
    }

    /** Runs an action before the next change, such as a parallel upload by a phone. */
    public void beforeNextChange(Consumer<InMemoryLiveFiles> other) {
        beforeChanges.add(other);
    }

    /** An upload by a phone. */
    public FileVersion upload(FileKey key, String text) {
        return upload(key, TestGzip.of(text));
    }

    /** An upload by a phone. */
    public FileVersion upload(FileKey key, byte[] gzip) {
        return add(key, gzip, new DeviceId(5), 77);
    }

    /** A deletion by a phone. */
    public void delete(FileKey key) {
        rows.computeIfAbsent(key, _ -> new ArrayList<>())
                .add(FileVersion.deletionMarker(key, new DeviceId(5), nextTime(), 0));
    }

    /** The text of the current version; empty if the file is not live. */
    public Optional<String> text(FileKey key) {
        return current(key).map(this::read).map(TestGzip::read);
    }

    /** Names of the live files of a type. */
    public List<String> names(String type) {
        return rows.keySet().stream()
                .filter(key -> key.type().equals(type) && current(key).isPresent())
                .map(FileKey::name)
                .sorted()
                .toList();
    }

    public Optional<FileVersion> current(FileKey key) {
        return Optional.ofNullable(rows.get(key)).map(List::getLast).filter(version -> !version.isDeletionMarker());
    }

    @Override
    public Optional<FileVersion> find(Caller caller, FileKey key) {
        return current(key);
    }

    @Override
    public Map<FileKey, FileVersion> find(Caller caller, Collection<FileKey> keys) {
        Map<FileKey, FileVersion> found = new HashMap<>();
        keys.forEach(key -> current(key).ifPresent(version -> found.put(key, version)));
        return found;
    }

    @Override
    public byte[] read(FileVersion version) {
        return Objects.requireNonNull(bytes.get(version)).clone();
    }

    @Override
    public List<FileVersion> startingWith(Caller caller, String type, String prefix) {
        return rows.keySet().stream()
                .filter(key -> key.type().equals(type) && key.name().startsWith(prefix))
                .flatMap(key -> current(key).stream())
                .sorted(Comparator.comparing(version -> version.key().name()))
                .toList();
    }

    @Override
    public boolean hasVersion(Caller caller, FileKey key, long updateTime) {
        return rows.getOrDefault(key, List.of()).stream()
                .anyMatch(version -> version.updateTime() == updateTime && !version.isDeletionMarker());
    }

    @Override
    public void checkMove(Caller caller, FileKey key, long gzipBytes) {
        requirePlan(caller, key);
    }

    private static void requirePlan(Caller caller, FileKey key) {
        if (!caller.account().plan().mayUpload(key.type())) {
            throw new ProblemException(Problem.NO_SUBSCRIPTION);
        }
    }

    @Override
    public Map<FileKey, FileVersion> change(Caller caller, List<FileChange> all) throws FileChangedException {
        if (!beforeChanges.isEmpty()) {
            beforeChanges.removeFirst().accept(this);
        }
        if (all.size() > MAX_CHANGES
                || all.stream().map(FileChange::key).distinct().count() != all.size()) {
            throw new IllegalArgumentException("not one change");
        }
        for (var change : all) {
            require(caller, change);
        }
        changes.add(List.copyOf(all));
        Map<FileKey, FileVersion> added = new LinkedHashMap<>();
        for (var change : all) {
            added.put(change.key(), apply(caller, change));
        }
        return added;
    }

    private void require(Caller caller, FileChange change) throws FileChangedException {
        switch (change) {
            case FileChange.Store store -> {
                requirePlan(caller, store.key());
                var now = current(store.key()).map(FileVersion::updateTime);
                var wanted = store.replaced().isPresent()
                        ? Optional.of(store.replaced().getAsLong())
                        : Optional.<Long>empty();
                if (!now.equals(wanted)) {
                    throw new FileChangedException(store.key());
                }
            }
            case FileChange.Copy copy -> {
                requirePlan(caller, copy.key());
                requireCurrent(copy.source());
                if (current(copy.key()).isPresent()) {
                    throw new FileChangedException(copy.key());
                }
            }
            case FileChange.Delete delete -> requireCurrent(delete.version());
        }
    }

    private void requireCurrent(FileVersion version) throws FileChangedException {
        if (current(version.key()).filter(version::equals).isEmpty()) {
            throw new FileChangedException(version.key());
        }
    }

    private FileVersion apply(Caller caller, FileChange change) {
        var device = caller.device().id();
        return switch (change) {
            case FileChange.Store store -> add(store.key(), store.gzip(), device, store.clientTime());
            case FileChange.Copy copy -> add(copy.key(), read(copy.source()), device, copy.clientTime());
            case FileChange.Delete delete -> {
                var marker = FileVersion.deletionMarker(delete.key(), device, nextTime(), 0);
                rows.computeIfAbsent(delete.key(), _ -> new ArrayList<>()).add(marker);
                yield marker;
            }
        };
    }

    private FileVersion add(FileKey key, byte[] gzip, DeviceId device, long clientTime) {
        var read = GzipContent.read(gzip);
        var version = new FileVersion(
                key,
                device,
                nextTime(),
                clientTime,
                read.size(),
                gzip.length,
                read.crc32(),
                read.deflateOffset(),
                Optional.empty());
        rows.computeIfAbsent(key, _ -> new ArrayList<>()).add(version);
        bytes.put(version, gzip.clone());
        return version;
    }

    private long nextTime() {
        time = Math.max(clock.millis(), time + 1);
        return time;
    }
}
