package net.osmand.account.cloud.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import net.osmand.account.cloud.api.CloudApi;
import net.osmand.account.cloud.api.Exchange;
import net.osmand.account.cloud.api.Session;
import net.osmand.account.cloud.folder.Folder;
import net.osmand.account.cloud.sync.Events;
import net.osmand.account.cloud.sync.Mode;
import net.osmand.account.cloud.sync.Report;
import net.osmand.account.cloud.sync.Sync;
import net.osmand.account.cloud.sync.Verify;

/** The folder of a signed-in device, and the actions of its user. */
public final class Device {
    public static final URI SERVER = URI.create("http://127.0.0.1:1/");

    /** Time of the last written file. Each file gets a distinct time, even with coarse clocks and fast tests. */
    private static final AtomicLong WRITTEN = new AtomicLong(1_700_000_000_000L);

    private final Path root;
    private final Session session;
    private Exchange exchange;

    public Device(Path root, Session session, Exchange exchange) {
        this.root = root;
        this.session = session;
        this.exchange = exchange;
    }

    public Path root() {
        return root;
    }

    /** Replaces the connection for further requests. */
    public void exchange(Exchange other) {
        exchange = other;
    }

    /** Returns a clock that is one hour ahead, so that every file is old enough for a comparison by time. */
    private static Clock clock() {
        InstantSource ahead = () -> Instant.now().plusSeconds(3600);
        return ahead.withZone(ZoneOffset.UTC);
    }

    public Sync newSync() {
        return new Sync(new CloudApi(session, exchange), new Folder(root), clock(), _ -> {}, Events.NONE);
    }

    public Report sync() {
        return newSync().run(Mode.SYNC);
    }

    public Report run(Mode mode) {
        return newSync().run(mode);
    }

    public Verify.Outcome verify() {
        return new Verify(new CloudApi(session, exchange), new Folder(root), clock(), Events.NONE).run();
    }

    public void write(String path, String content) {
        try {
            var file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            Files.setLastModifiedTime(file, FileTime.fromMillis(WRITTEN.incrementAndGet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void delete(String path) {
        try {
            Files.delete(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void rename(String from, String to) {
        try {
            Files.createDirectories(root.resolve(to).getParent());
            Files.move(root.resolve(from), root.resolve(to), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the content of each file by its path, without the client's own files. */
    public Map<String, String> files() {
        return files("");
    }

    /** Returns the content of each file below a folder. Includes the client's own folders only if requested. */
    public Map<String, String> files(String below) {
        var top = root.resolve(below);
        var files = new TreeMap<String, String>();
        if (!Files.exists(top)) {
            return files;
        }
        try (var walk = Files.walk(top)) {
            for (var file : walk.filter(Files::isRegularFile).toList()) {
                var path = top.relativize(file).toString();
                if (!path.startsWith(".osmand-cloud") && !path.startsWith(".trash")) {
                    files.put(path, Files.readString(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
