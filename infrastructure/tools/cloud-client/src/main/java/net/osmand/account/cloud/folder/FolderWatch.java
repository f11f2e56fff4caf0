package net.osmand.account.cloud.folder;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for changes in a folder. It also detects changes between two waits. */
public final class FolderWatch implements AutoCloseable {
    /** Time without changes after which a wait ends, because programs write files in several steps. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    /** The reason for the end of a wait. */
    public enum Wake {
        CHANGE,
        TIME,
        INTERRUPTED
    }

    private final Path root;
    private final WatchService service;

    private FolderWatch(Path root, WatchService service) {
        this.root = root;
        this.service = service;
    }

    /** Starts to watch a folder. Creates the folder if it does not exist. */
    public static FolderWatch of(Path root) throws IOException {
        Files.createDirectories(root);
        var watch = new FolderWatch(root, FileSystems.getDefault().newWatchService());
        watch.register();
        return watch;
    }

    /**
     * Waits for a change since the last call, and then until no more changes follow.
     *
     * @param longest the maximum wait
     */
    public Wake await(Duration longest) throws IOException {
        var end = System.nanoTime() + longest.toNanos();
        try {
            var key = service.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
            var wake = key == null ? Wake.TIME : Wake.CHANGE;
            while (key != null) {
                key.pollEvents();
                key.reset();
                var left = Math.min(end - System.nanoTime(), QUIET.toNanos());
                key = left > 0 ? service.poll(left, TimeUnit.NANOSECONDS) : null;
            }
            // New folders are watched from now on. The next run finds the files that they already contain.
            register();
            return wake;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Wake.INTERRUPTED;
        }
    }

    private void register() throws IOException {
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

            // The file or folder may have been removed in the meantime.
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
