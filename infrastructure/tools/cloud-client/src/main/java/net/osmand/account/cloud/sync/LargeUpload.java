package net.osmand.account.cloud.sync;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import net.osmand.account.cloud.api.CloudException;
import net.osmand.account.cloud.api.ExitCode;
import net.osmand.account.cloud.api.FileKey;
import net.osmand.account.cloud.api.RetryingExchange.Sleeper;
import net.osmand.account.cloud.api.UploadsApi;
import net.osmand.account.cloud.api.UploadsApi.Upload;
import net.osmand.account.cloud.folder.Fingerprint;
import net.osmand.account.cloud.folder.FolderState;
import net.osmand.account.cloud.folder.PendingUpload;
import org.jspecify.annotations.Nullable;

/** An upload directly to S3. The folder's state stores its id, so a later run sends only the missing parts. */
final class LargeUpload {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_CHECK = Duration.ofMinutes(20);
    private static final int BUFFER = 1 << 16;

    private final UploadsApi uploads;
    private final FolderState state;
    private final Sleeper sleeper;

    LargeUpload(UploadsApi uploads, FolderState state, Sleeper sleeper) {
        this.uploads = uploads;
        this.state = state;
        this.sleeper = sleeper;
    }

    /** Uploads a gzip and returns the time of its version. */
    long send(FileKey key, Path gzip, String sha256, long clientTime) throws IOException {
        var upload = resumed(key, gzip, sha256);
        if (upload == null) {
            upload = uploads.start(key, Files.size(gzip), base64(digest(gzip)), clientTime);
            state.putUpload(new PendingUpload(key, upload.id(), sha256, Files.size(gzip)));
        }
        if (upload.state().equals("open")) {
            sendBytes(upload, gzip);
            uploads.complete(upload.id());
        }
        return finished(key, upload);
    }

    private @Nullable Upload resumed(FileKey key, Path gzip, String sha256) throws IOException {
        var pending = state.pendingUpload(key).orElse(null);
        if (pending == null) {
            return null;
        }
        var upload = uploads.find(pending.id()).orElse(null);
        var isSame = pending.sha256().equals(sha256) && pending.size() == Files.size(gzip);
        if (upload != null && isSame && !upload.state().equals("failed")) {
            return upload;
        }
        state.removeUpload(key);
        if (upload != null && upload.state().equals("open")) {
            uploads.cancel(upload.id());
        }
        return null;
    }

    /** Cancels an earlier upload of a file that is now small enough for one request. */
    void cancelPending(FileKey key) {
        state.pendingUpload(key).ifPresent(pending -> {
            uploads.cancel(pending.id());
            state.removeUpload(key);
        });
    }

    private void sendBytes(Upload upload, Path gzip) throws IOException {
        if (upload.put() != null) {
            uploads.put(upload.put(), Files.readAllBytes(gzip));
            return;
        }
        try (var channel = FileChannel.open(gzip, StandardOpenOption.READ)) {
            for (var number = 1; number <= upload.parts(); number++) {
                if (!upload.sent().contains(number)) {
                    var part = part(channel, number, upload.partSize());
                    var link = uploads.sign(upload.id(), number, base64(sha256(part)));
                    uploads.put(link, part);
                }
            }
        }
    }

    private static byte[] part(FileChannel channel, int number, int partSize) throws IOException {
        var start = (long) (number - 1) * partSize;
        var bytes = ByteBuffer.allocate((int) Math.min(partSize, channel.size() - start));
        while (bytes.hasRemaining() && channel.read(bytes, start + bytes.position()) >= 0) {
            // Continues until the part is read.
        }
        return bytes.array();
    }

    private long finished(FileKey key, Upload begun) throws InterruptedIOException {
        var upload = begun;
        var pause = FIRST_PAUSE;
        var waited = Duration.ZERO;
        while (true) {
            if (upload.state().equals("done")) {
                state.removeUpload(key);
                return upload.time();
            } else if (upload.state().equals("failed")) {
                state.removeUpload(key);
                throw new CloudException(ExitCode.INCOMPLETE, "The server refused the upload: " + upload.error());
            } else if (waited.compareTo(LONGEST_CHECK) > 0) {
                throw new CloudException(ExitCode.INCOMPLETE, "The server still checks the upload.");
            }
            upload = uploads.find(begun.id())
                    .orElseThrow(() -> new CloudException(ExitCode.INCOMPLETE, "The server lost the upload."));
            if (!upload.state().equals("done") && !upload.state().equals("failed")) {
                pause(pause);
                waited = waited.plus(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    private void pause(Duration pause) throws InterruptedIOException {
        try {
            sleeper.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var interrupted = new InterruptedIOException("interrupted");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    private static MessageDigest digest(Path file) throws IOException {
        var digest = Fingerprint.newSha256();
        try (var in = Files.newInputStream(file)) {
            var buffer = new byte[BUFFER];
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return digest;
    }

    private static MessageDigest sha256(byte[] bytes) {
        var digest = Fingerprint.newSha256();
        digest.update(bytes);
        return digest;
    }

    private static String base64(MessageDigest digest) {
        return Base64.getEncoder().encodeToString(digest.digest());
    }
}
