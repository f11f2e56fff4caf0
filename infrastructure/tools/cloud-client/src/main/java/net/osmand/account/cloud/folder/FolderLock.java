package net.osmand.account.cloud.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import net.osmand.account.cloud.api.CloudException;
import net.osmand.account.cloud.api.ExitCode;
import org.jspecify.annotations.Nullable;

/** Locks a folder against a second process. The operating system releases the lock when the process exits. */
public final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Locks the folder. Ends the command if another process has the lock. */
    public static FolderLock of(Folder folder) throws IOException {
        Files.createDirectories(folder.own());
        var channel =
                FileChannel.open(folder.own().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new CloudException(
                    ExitCode.IN_USE, "Another osmand-cloud process uses the folder %s.".formatted(folder.root()));
        }
        return new FolderLock(channel);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
