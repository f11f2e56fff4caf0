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

/** Collects the log of every JVM of a run and the secrets that must not appear in it. */
final class Logs {
    private Logs() {}

    /** Copies all further output of this JVM to its log file. */
    static void capture() {
        try {
            var file = Files.newOutputStream(RunFiles.LOG.file());
            System.setOut(copied(System.out, file));
            System.setErr(copied(System.err, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Records an address, code, token or cookie value of this run as a secret and returns it. */
    static String secret(String value) {
        // The value of a cleared cookie is empty.
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

    /** Returns the log lines that contain one of the secrets. */
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
