package net.osmand.account.devserver.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipFile;

/** Unpacks each function's jar once, as Lambda does. */
public final class TaskRoots {
    private final Path folder;
    private final Map<Path, Path> unpacked = new ConcurrentHashMap<>();

    /** Unpacks below the folder and replaces the files of an earlier run. */
    public TaskRoots(Path folder) {
        this.folder = folder;
    }

    /** The folder of the jar's content. */
    public Path of(Path jar) {
        return unpacked.computeIfAbsent(jar, this::unpack);
    }

    private Path unpack(Path jar) {
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: build it with mvn package");
        }
        var root = folder.resolve(jar.getFileName().toString().replace(".jar", ""));
        try (var zip = new ZipFile(jar.toFile())) {
            remove(root);
            for (var entry : zip.stream().toList()) {
                var target = root.resolve(entry.getName()).normalize();
                if (!target.startsWith(root)) {
                    throw new IllegalStateException(jar + " holds " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    try (var content = zip.getInputStream(entry)) {
                        Files.copy(content, target);
                    }
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return root;
    }

    private static void remove(Path root) throws IOException {
        if (Files.exists(root)) {
            try (var files = Files.walk(root)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
