package net.osmand.account.cloud.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The files of a local folder. Replaces, renames and trashes files atomically. */
public final class Folder {
    private static final String OWN = ".osmand-cloud";
    private static final String TRASH = ".trash";
    private static final int TRASH_DAYS = 30;
    private static final Duration RESUMABLE = Duration.ofDays(7);

    private final Path root;

    public Folder(Path root) {
        this.root = root;
    }

    /** The result of a scan. */
    public record Scan(List<LocalFile> files, List<String> folders) {
        public Scan {
            files = List.copyOf(files);
            folders = List.copyOf(folders);
        }
    }

    public Path root() {
        return root;
    }

    /** Returns the folder of the client's own files. */
    Path own() {
        return root.resolve(OWN);
    }

    /** Returns a path for an unfinished file on the same file system. */
    public Path temporary(String name) throws IOException {
        var folder = own().resolve("tmp");
        Files.createDirectories(folder);
        return folder.resolve(name);
    }

    public Path resolve(String path) {
        return root.resolve(path);
    }

    /** Lists all files of the copy. Does not follow links. */
    public Scan scan() throws IOException {
        var files = new ArrayList<LocalFile>();
        var folders = new ArrayList<String>();
        if (!Files.exists(root)) {
            return new Scan(files, folders);
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                if (folder.equals(root)) {
                    return FileVisitResult.CONTINUE;
                } else if (PathCodec.isIgnored(folder.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                folders.add(relative(folder));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()
                        && !PathCodec.isIgnored(file.getFileName().toString())) {
                    files.add(local(relative(file), attributes));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        return new Scan(files, folders);
    }

    private String relative(Path file) {
        return root.relativize(file).toString().replace(root.getFileSystem().getSeparator(), "/");
    }

    /** Returns the current size and time of a file. */
    public Optional<LocalFile> look(String path) throws IOException {
        try {
            var attributes = Files.readAttributes(resolve(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile() ? Optional.of(local(path, attributes)) : Optional.empty();
        } catch (NoSuchFileException | NotDirectoryException _) {
            return Optional.empty();
        }
    }

    private static LocalFile local(String path, BasicFileAttributes attributes) {
        return new LocalFile(
                path, attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    }

    /** Moves a finished temporary file to its path. The bytes are flushed to disk before the file appears. */
    public LocalFile place(Path temporary, String path, long clientTime) throws IOException {
        Files.setLastModifiedTime(temporary, FileTime.fromMillis(clientTime));
        try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        var target = resolve(path);
        createParent(target);
        move(temporary, target);
        return look(path).orElseThrow(() -> new NoSuchFileException(path));
    }

    /** Renames a file within the folder. */
    public void rename(String path, String newPath) throws IOException {
        var target = resolve(newPath);
        createParent(target);
        Files.move(resolve(path), target);
    }

    /** Moves a file to the local trash. */
    public void trash(String path, Instant now) throws IOException {
        var day = LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
        var source = resolve(path);
        for (var number = 1; ; number++) {
            var target = root.resolve(TRASH).resolve(day).resolve(path + (number == 1 ? "" : " (" + number + ")"));
            if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                createParent(target);
                Files.move(source, target);
                removeEmptyParents(source);
                return;
            }
        }
    }

    private void removeEmptyParents(Path source) throws IOException {
        for (var folder = source.getParent();
                folder != null && !folder.equals(root) && folder.startsWith(root);
                folder = folder.getParent()) {
            try (var content = Files.newDirectoryStream(folder)) {
                if (content.iterator().hasNext()) {
                    return;
                }
            }
            Files.delete(folder);
        }
    }

    /** Permanently deletes files that were moved to the local trash more than 30 days ago. */
    public void emptyOldTrash(Instant now) throws IOException {
        var trash = root.resolve(TRASH);
        if (!Files.isDirectory(trash)) {
            return;
        }
        var oldest = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(TRASH_DAYS);
        try (var days = Files.newDirectoryStream(trash)) {
            for (var day : days) {
                if (isBefore(day.getFileName().toString(), oldest)) {
                    deleteTree(day);
                }
            }
        }
    }

    /** Deletes temporary files of interrupted runs. Keeps resumable transfers for a week. */
    public void removeLeftovers(Instant now) throws IOException {
        var oldest = FileTime.from(now.minus(RESUMABLE));
        try (var files = Files.newDirectoryStream(temporary(""))) {
            for (var file : files) {
                var isResumable = file.getFileName().toString().endsWith(".gz")
                        && Files.getLastModifiedTime(file).compareTo(oldest) > 0;
                if (!isResumable) {
                    Files.delete(file);
                }
            }
        }
    }

    private static boolean isBefore(String day, LocalDate oldest) {
        try {
            return LocalDate.parse(day).isBefore(oldest);
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void createParent(Path target) throws IOException {
        var parent = target.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
