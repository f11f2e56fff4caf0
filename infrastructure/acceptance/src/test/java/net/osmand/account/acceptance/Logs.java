package net.osmand.account.acceptance;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** All that is logged in a run, and the secrets that must not be in it. */
final class Logs {
    private static final Path FILE = Path.of("target", "acceptance.log");
    private static final Set<String> SECRETS = ConcurrentHashMap.newKeySet();

    private Logs() {}

    /** From now on what the JVM prints goes to the file too. */
    static void capture() {
        try {
            Files.createDirectories(FILE.toAbsolutePath().getParent());
            var file = Files.newOutputStream(FILE);
            System.setOut(copied(System.out, file));
            System.setErr(copied(System.err, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An address, code, token or cookie value that somebody uses in this run. */
    static String secret(String value) {
        // A cookie that is taken away is empty.
        if (!value.isEmpty()) {
            SECRETS.add(value.toLowerCase(Locale.ROOT));
        }
        return value;
    }

    static int secrets() {
        return SECRETS.size();
    }

    /** The lines that give one away. */
    static Stream<String> betraying() {
        try {
            return Files.readString(FILE, StandardCharsets.ISO_8859_1).lines().filter(Logs::betrays);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean betrays(String line) {
        return Arrays.stream(line.toLowerCase(Locale.ROOT).split("[^a-z0-9@._-]+", -1))
                .anyMatch(SECRETS::contains);
    }

    private static PrintStream copied(OutputStream first, OutputStream second) {
        return new PrintStream(
                new FilterOutputStream(first) {
                    @Override
                    public void write(byte[] bytes, int offset, int length) throws IOException {
                        first.write(bytes, offset, length);
                        synchronized (second) {
                            second.write(bytes, offset, length);
                        }
                    }

                    @Override
                    public void write(int value) throws IOException {
                        first.write(value);
                        synchronized (second) {
                            second.write(value);
                        }
                    }
                },
                true,
                StandardCharsets.UTF_8);
    }
}
