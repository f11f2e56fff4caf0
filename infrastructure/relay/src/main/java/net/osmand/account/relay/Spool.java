package net.osmand.account.relay;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/** The folder for uploads in progress. Only one process may use it; opening it removes files left by a crash. */
final class Spool implements Closeable {
    private static final String SUFFIX = ".upload";

    private final Path folder;
    private final long most;
    private final long free;
    private final FileChannel lock;
    private final AtomicLong claimed = new AtomicLong();

    private Spool(Path folder, long most, long free, FileChannel lock) {
        this.folder = folder;
        this.most = most;
        this.free = free;
        this.lock = lock;
    }

    /**
     * Opens the folder and removes leftover files.
     *
     * @throws IOException if another process uses it
     */
    @SuppressWarnings("ChannelResource")
    static Spool open(Path folder, long most, long free) throws IOException {
        Files.createDirectories(folder);
        var lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() == null) {
                throw new IOException("another relay uses the folder " + folder);
            }
            try (var leftovers = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
                for (var leftover : leftovers) {
                    Files.delete(leftover);
                }
            }
            return new Spool(folder, most, free, lock);
        } catch (OverlappingFileLockException e) {
            lock.close();
            throw new IOException("another relay uses the folder " + folder, e);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    SpoolFile newFile() {
        try {
            return new SpoolFile(this, Files.createTempFile(folder, "", SUFFIX));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reserves space for more bytes.
     *
     * @throws RelayException if the folder or its disk is full
     */
    void claim(long bytes) {
        if (claimed.addAndGet(bytes) > most || usable() - bytes < free) {
            claimed.addAndGet(-bytes);
            throw RelayException.busy();
        }
    }

    void release(long bytes) {
        claimed.addAndGet(-bytes);
    }

    /** Returns the number of reserved bytes. */
    long bytes() {
        return claimed.get();
    }

    private long usable() {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
