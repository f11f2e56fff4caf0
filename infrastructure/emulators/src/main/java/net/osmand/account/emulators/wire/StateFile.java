package net.osmand.account.emulators.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** State in one JSON file. It is replaced atomically, so a crash leaves the old or the new state. */
public final class StateFile {
    private final Path file;

    public StateFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    public <T> Optional<T> read(Class<T> type) {
        try {
            return Files.exists(file)
                    ? Optional.of(JsonEndpoint.JSON.readValue(file.toFile(), type))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void write(Object state) {
        try {
            replace(file, JsonEndpoint.JSON.writeValueAsString(state));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces a file's content atomically. */
    public static void replace(Path file, String content) {
        try {
            Files.createDirectories(file.resolveSibling("."));
            var fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, content);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
