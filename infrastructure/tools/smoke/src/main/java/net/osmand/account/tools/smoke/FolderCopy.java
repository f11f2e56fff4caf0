package net.osmand.account.tools.smoke;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import net.osmand.account.cloud.OsmandCloud;
import net.osmand.account.cloud.Terminal;
import net.osmand.account.cloud.api.HttpExchange;

/** Copies the account into a folder with {@code osmand-cloud}: signs in, syncs, and verifies byte for byte. */
final class FolderCopy {
    private static final int EQUAL = 0;

    private final String api;
    private final TestAccount account;

    FolderCopy(String api, TestAccount account) {
        this.api = api;
        this.account = account;
    }

    void check(Report report) {
        report.check(
                "osmand-cloud syncs a folder and verifies it byte for byte",
                account.exists() ? this::synced : () -> Finding.notTried("there is no account"));
    }

    private Finding synced() throws IOException {
        var folder = Files.createTempDirectory("smoke");
        try {
            var copy = Files.createDirectories(folder.resolve("copy"));
            Files.writeString(copy.resolve("favorites-smoke-folder.gpx"), "<gpx/>".repeat(100));
            var login = run(folder, "login", "--server", api, "--email", account.email());
            if (login.exitCode() != EQUAL) {
                return Finding.of(false, "login: exit code " + login.exitCode());
            }
            var sync = run(folder, "sync", copy.toString());
            var verify = run(folder, "verify", copy.toString());
            var logout = run(folder, "logout");
            return Finding.of(
                    sync.exitCode() == EQUAL && verify.exitCode() == EQUAL && logout.exitCode() == EQUAL,
                    "sync: %d, %s verify: %d, %s"
                            .formatted(sync.exitCode(), sync.last(), verify.exitCode(), verify.last()));
        } finally {
            delete(folder);
        }
    }

    private record Run(int exitCode, String last) {}

    private Run run(Path folder, String... arguments) {
        var printed = new ByteArrayOutputStream();
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        var terminal = new Terminal(
                new BufferedReader(new MailedCode()), out, new PrintStream(OutputStream.nullOutputStream()), false);
        var cloud = new OsmandCloud(terminal, folder.resolve("config"), new HttpExchange(), Thread::sleep);
        var exitCode = cloud.run(arguments);
        var lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        return new Run(exitCode, lines.isEmpty() ? "" : lines.getLast());
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Standard input of the command: the mailed code that it asks for. */
    private final class MailedCode extends Reader {
        private boolean isRead;

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            if (isRead) {
                return -1;
            }
            isRead = true;
            var line = account.code("osmand-cloud") + "\n";
            line.getChars(0, line.length(), buffer, offset);
            return line.length();
        }

        @Override
        public void close() {}
    }
}
