package net.osmand.account.cloud.sync;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import net.osmand.account.cloud.api.CloudApi;
import net.osmand.account.cloud.api.FileKey;
import net.osmand.account.cloud.api.RefusedException;
import net.osmand.account.cloud.api.RemoteFile;
import net.osmand.account.cloud.api.Reply;
import net.osmand.account.cloud.folder.Folder;
import net.osmand.account.cloud.folder.FolderState;
import net.osmand.account.cloud.folder.LocalFile;
import net.osmand.account.cloud.folder.Matcher;

/** Compares each live file of the cloud with the folder, byte for byte. Changes nothing. */
public final class Verify {
    private static final int BUFFER = 1 << 16;

    private final CloudApi api;
    private final Folder folder;
    private final Clock clock;
    private final Events events;

    public Verify(CloudApi api, Folder folder, Clock clock, Events events) {
        this.api = api;
        this.folder = folder;
        this.clock = clock;
        this.events = events;
    }

    /** A difference: the path and a short description. */
    public record Difference(String path, String what) {}

    /**
     * The result.
     *
     * @param same number of files that are equal on both sides
     * @param notStored number of public maps, which the server does not store
     */
    public record Outcome(int same, int notStored, List<Difference> differences) {
        public Outcome {
            differences = List.copyOf(differences);
        }
    }

    /** Downloads and compares all files. */
    public Outcome run() {
        try (var state = FolderState.open(folder, api.session(), true, clock.millis())) {
            var rows = api.list();
            state.list(rows, "");
            var local = new HashMap<>(Matcher.of(folder.scan(), state.entries()).matched());
            events.planned(
                    rows.size(), rows.stream().mapToLong(RemoteFile::size).sum());
            return compare(rows, local);
        } catch (UncheckedIOException e) {
            throw Disk.failed(e);
        } catch (IOException e) {
            throw Disk.failed(e);
        }
    }

    private Outcome compare(List<RemoteFile> rows, Map<FileKey, LocalFile> local) {
        var same = new AtomicInteger();
        var notStored = new AtomicInteger();
        var differences = new ConcurrentLinkedQueue<Difference>();
        var files = Map.copyOf(local);
        Workers.run(rows, row -> {
            var file = files.get(row.key());
            try {
                if (file == null && row.size() > 0) {
                    differences.add(new Difference(row.key().toString(), "only in the cloud"));
                } else if (file != null && !isSame(row, file)) {
                    differences.add(new Difference(file.path(), "different"));
                } else if (file == null && isStored(row)) {
                    differences.add(new Difference(row.key().toString(), "only in the cloud"));
                } else {
                    same.incrementAndGet();
                }
            } catch (RefusedException e) {
                if (e.code() != RefusedException.NOT_AVAILABLE) {
                    throw e;
                }
                notStored.incrementAndGet();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        rows.forEach(row -> local.remove(row.key()));
        local.values().forEach(file -> differences.add(new Difference(file.path(), "only in the folder")));
        var sorted = differences.stream()
                .sorted(Comparator.comparing(Difference::path))
                .toList();
        return new Outcome(same.get(), notStored.get(), sorted);
    }

    private boolean isStored(RemoteFile row) throws IOException {
        try (var _ = api.download(row.key(), row.time())) {
            return true;
        }
    }

    private boolean isSame(RemoteFile row, LocalFile file) throws IOException {
        try (var reply = api.download(row.key(), row.time());
                var content = content(reply);
                var in = Files.newInputStream(folder.resolve(file.path()))) {
            var buffer = new byte[BUFFER];
            var other = new byte[BUFFER];
            for (var read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                events.transferred(read);
                if (in.readNBytes(other, 0, read) != read || !Arrays.equals(buffer, 0, read, other, 0, read)) {
                    return false;
                }
            }
            return in.read() < 0;
        }
    }

    private InputStream content(Reply reply) throws IOException {
        var answer = reply.status() == 302 ? api.fetch(CloudApi.link(reply), 0) : reply;
        if (answer.status() != 200) {
            throw new IOException("The storage answered %d.".formatted(answer.status()));
        }
        var gzip = answer.header("Content-Encoding").filter("gzip"::equals).isPresent();
        var body = new BufferedInputStream(answer.body(), BUFFER);
        return gzip ? new GZIPInputStream(body, BUFFER) : body;
    }
}
