package net.osmand.account.tests.acceptance;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that is logged in a run, by each of its JVMs, and the secrets that must not be in it. */
final class Logs {
    private Logs() {}

    /** From now on what this JVM prints is kept too. */
    static void capture() {
        try {
            var file = Files.newOutputStream(RunFiles.LOG.file());
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
            try {
                Files.writeString(
                        RunFiles.SECRETS.file(),
                        value.toLowerCase(Locale.ROOT) + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return value;
    }

    static Set<String> secrets() {
        return RunFiles.SECRETS.all().stream().flatMap(String::lines).collect(Collectors.toSet());
    }

    /** The lines that give one of the secrets away. */
    static Stream<String> betraying(Set<String> secrets) {
        return RunFiles.LOG.all().stream()
                .flatMap(String::lines)
                .filter(line -> Arrays.stream(line.toLowerCase(Locale.ROOT).split("[^a-z0-9@._-]+", -1))
                        .anyMatch(secrets::contains));
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
