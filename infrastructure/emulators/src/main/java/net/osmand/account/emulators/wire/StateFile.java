package net.osmand.account.emulators.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** State kept as one JSON file, replaced as a whole, so that a kill leaves either the old or the new one. */
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
            Files.createDirectories(file.resolveSibling("."));
            var fresh = file.resolveSibling(file.getFileName() + ".new");
            JsonEndpoint.JSON.writeValue(fresh.toFile(), state);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
