package net.osmand.account.cloud.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import net.osmand.account.cloud.api.CloudApi;
import net.osmand.account.cloud.api.FileKey;
import net.osmand.account.cloud.api.RefusedException;
import net.osmand.account.cloud.api.RemoteFile;
import net.osmand.account.cloud.api.RetryingExchange.Sleeper;
import net.osmand.account.cloud.folder.Fingerprint;
import net.osmand.account.cloud.folder.Folder;
import net.osmand.account.cloud.folder.FolderState;

/** Stores contents in the cloud that are not in a synced folder. Skips contents that the cloud already has. */
public final class DirectStore implements AutoCloseable {
    private final Folder scratch;
    private final FolderState state;
    private final Downloader downloader;
    private final Uploader uploader;
    private final AtomicInteger names = new AtomicInteger();

    private DirectStore(CloudApi api, Folder scratch, FolderState state, Sleeper sleeper, Events events) {
        this.scratch = scratch;
        this.state = state;
        downloader = new Downloader(api, scratch, Events.NONE);
        uploader = new Uploader(api, scratch, state, sleeper, events);
    }

    /** Opens a store with its own folder for temporary files. */
    public static DirectStore open(CloudApi api, Clock clock, Sleeper sleeper, Events events) throws IOException {
        var scratch = new Folder(Files.createTempDirectory("osmand-cloud"));
        var state = FolderState.open(scratch, api.session(), true, clock.millis());
        return new DirectStore(api, scratch, state, sleeper, events);
    }

    /** Writes a content to a file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(Path file) throws IOException;
    }

    /** A content to store. */
    public record Source(FileKey key, FileTime modified, Content content) {}

    /**
     * The result for all contents.
     *
     * @param same number of contents that the cloud already had
     */
    public record Outcome(int stored, int same, List<Report.Failure> failures) {
        public Outcome {
            failures = List.copyOf(failures);
        }
    }

    /** Stores contents, four in parallel. */
    public Outcome store(List<Source> sources, Map<FileKey, RemoteFile> rows) {
        var stored = new AtomicInteger();
        var same = new AtomicInteger();
        var failures = new ConcurrentLinkedQueue<Report.Failure>();
        var refusedTypes = ConcurrentHashMap.<String>newKeySet();
        Workers.run(sources, source -> {
            var key = source.key();
            if (refusedTypes.contains(key.type())) {
                failures.add(new Report.Failure(key.toString(), "the plan does not store this type", true));
                return;
            }
            try {
                (store(source, Optional.ofNullable(rows.get(key))) ? stored : same).incrementAndGet();
            } catch (RefusedException e) {
                if (e.code() == RefusedException.PLAN) {
                    refusedTypes.add(key.type());
                }
                failures.add(new Report.Failure(key.toString(), e.sentence(), e.isQuota()));
            } catch (IOException e) {
                if (Disk.isFull(e)) {
                    throw Disk.failed(e);
                }
                throw new UncheckedIOException(e);
            }
        });
        return new Outcome(stored.get(), same.get(), List.copyOf(failures));
    }

    /** Returns whether the content was sent. */
    private boolean store(Source source, Optional<RemoteFile> row) throws IOException {
        var path = Integer.toString(names.incrementAndGet());
        var file = scratch.resolve(path);
        source.content().writeTo(file);
        try {
            Files.setLastModifiedTime(file, source.modified());
            var local = scratch.look(path).orElseThrow(() -> new IOException("a temporary file is missing"));
            if (row.isPresent() && row.get().size() == local.size() && isSame(row.get(), file)) {
                return false;
            }
            uploader.store(source.key(), local);
            return true;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private boolean isSame(RemoteFile row, Path file) throws IOException {
        try {
            var fetched = downloader.fetch(row.key(), row.time(), row.size(), NO_COPIES);
            Files.delete(fetched.file());
            return fetched.content().equals(Fingerprint.of(file));
        } catch (RefusedException e) {
            if (e.code() == RefusedException.NOT_AVAILABLE) {
                return false;
            }
            throw e;
        }
    }

    private static final Downloader.LocalCopies NO_COPIES = new Downloader.LocalCopies() {
        @Override
        public boolean hasSize(long size) {
            return false;
        }

        @Override
        public Optional<Path> find(long size, long crc32) {
            return Optional.empty();
        }
    };

    @Override
    public void close() throws IOException {
        state.close();
        try (var files = Files.walk(scratch.root())) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
