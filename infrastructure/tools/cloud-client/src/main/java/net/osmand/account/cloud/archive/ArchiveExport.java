package net.osmand.account.cloud.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import net.osmand.account.cloud.api.AccountApi;
import net.osmand.account.cloud.api.CloudApi;
import net.osmand.account.cloud.api.CloudException;
import net.osmand.account.cloud.api.ExitCode;
import net.osmand.account.cloud.api.Reply;
import net.osmand.account.cloud.api.RetryingExchange.Sleeper;

/** Downloads the whole account as one archive and verifies the CRC-32 of each entry. */
public final class ArchiveExport {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 5;

    private final CloudApi api;
    private final Sleeper sleeper;

    public ArchiveExport(CloudApi api, Sleeper sleeper) {
        this.api = api;
        this.sleeper = sleeper;
    }

    /**
     * Writes the archive to a file, which appears only when it is complete.
     *
     * @return the number of files in the archive
     */
    public int run(Path file) throws IOException {
        var name = String.valueOf(file.getFileName());
        if (!name.endsWith(".osf") && !name.endsWith(".zip")) {
            throw new CloudException(ExitCode.USAGE, "The archive's name must end with .osf or .zip.");
        }
        var partial = file.resolveSibling(name + ".part");
        try {
            fetch(name.substring(name.length() - 4), partial);
            var count = verified(partial);
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
            return count;
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private void fetch(String format, Path partial) throws IOException {
        var account = api.account();
        try (var reply = account.startExport(format)) {
            if (reply.status() == 200) {
                try (var out = Files.newOutputStream(partial)) {
                    reply.body().transferTo(out);
                }
                return;
            }
            var statusPath = account.statusPath(reply);
            var link = finished(account, statusPath);
            for (var attempt = 1; !isAppended(link, partial); attempt++) {
                if (attempt == ATTEMPTS) {
                    throw new CloudException(ExitCode.NO_SERVER, "The download of the archive fails again and again.");
                }
            }
        }
    }

    private URI finished(AccountApi account, String statusPath) {
        while (true) {
            var export = account.export(statusPath);
            var state = export.path("state").asText();
            if (state.equals("done")) {
                return AccountApi.link(export)
                        .orElseThrow(() -> new CloudException(ExitCode.NO_SERVER, "The export has no link."));
            } else if (!state.equals("running") && !state.equals("preparing")) {
                throw new CloudException(ExitCode.REFUSED, "The export ended: " + state + ".");
            }
            try {
                sleeper.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CloudException(ExitCode.NO_SERVER, "The export was interrupted.", e);
            }
        }
    }

    /** Downloads the rest of the archive after an interrupted attempt. Returns whether it is complete. */
    private boolean isAppended(URI link, Path partial) throws IOException {
        var offset = Files.exists(partial) ? Files.size(partial) : 0;
        try (Reply reply = api.fetch(link, offset);
                OutputStream out = Files.newOutputStream(
                        partial,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        reply.status() == 206 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING)) {
            if (reply.status() != 200 && reply.status() != 206) {
                return reply.status() == 416;
            }
            var expected = reply.header("Content-Length").map(Long::valueOf).orElse(-1L);
            var received = reply.body().transferTo(out);
            return expected < 0 || expected == received;
        }
    }

    /** Reads all entries, which compares each one with its CRC-32, and returns the number of files. */
    private static int verified(Path archive) throws IOException {
        try (var zip = new ZipFile(archive.toFile())) {
            var count = 0;
            for (var entries = zip.entries(); entries.hasMoreElements(); ) {
                var entry = entries.nextElement();
                try (var in = zip.getInputStream(entry)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
                count += entry.getName().equals("items.json") ? 0 : 1;
            }
            return count;
        } catch (ZipException e) {
            throw new CloudException(ExitCode.BAD_ARCHIVE, "The archive arrived damaged.", e);
        }
    }
}
