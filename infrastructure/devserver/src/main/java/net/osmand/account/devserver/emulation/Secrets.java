package net.osmand.account.devserver.emulation;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import net.osmand.account.emulators.wire.StateFile;

/** Random secrets by name. A file keeps them over restarts. */
public final class Secrets {
    private final Path file;
    private final SecureRandom random;
    private final Properties secrets = new Properties();

    public Secrets(Path file, SecureRandom random) {
        this.file = file;
        this.random = random;
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                secrets.load(reader);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    /** Returns the secret of that name. The first call creates it. */
    public synchronized String secret(String name) {
        var known = secrets.getProperty(name);
        if (known != null) {
            return known;
        }
        var bytes = new byte[36];
        random.nextBytes(bytes);
        var made = Base64.getUrlEncoder().encodeToString(bytes);
        secrets.setProperty(name, made);
        var content = new StringWriter();
        try {
            secrets.store(content, "secrets of this dev server");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        StateFile.replace(file, content.toString());
        return made;
    }
}
