package net.osmand.account.cloud.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for changes in a folder. */
public final class FolderWatch {
    /** Programs write files in several steps. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final Path root;

    public FolderWatch(Path root) {
        this.root = root;
    }

    /** Waits for a change, or until the time is over. Returns false if the thread was interrupted. */
    public boolean await(Duration longest) {
        try (var service = FileSystems.getDefault().newWatchService()) {
            register(service);
            var key = service.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
            while (key != null) {
                key.pollEvents();
                key.reset();
                key = service.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
            }
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void register(WatchService service) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (!folder.equals(root)
                        && PathCodec.isIgnored(folder.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                folder.register(
                        service,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_DELETE,
                        StandardWatchEventKinds.ENTRY_MODIFY);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
