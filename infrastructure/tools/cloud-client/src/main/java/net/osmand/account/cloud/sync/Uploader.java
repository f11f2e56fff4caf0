package net.osmand.account.cloud.sync;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.regex.Pattern;
import net.osmand.account.cloud.api.CloudApi;
import net.osmand.account.cloud.api.FileKey;
import net.osmand.account.cloud.api.RetryingExchange.Sleeper;
import net.osmand.account.cloud.folder.Entry.Intent;
import net.osmand.account.cloud.folder.Fingerprint;
import net.osmand.account.cloud.folder.Folder;
import net.osmand.account.cloud.folder.FolderState;
import net.osmand.account.cloud.folder.LocalFile;
import net.osmand.account.cloud.folder.PendingUpload;
import org.jspecify.annotations.Nullable;

/** Stores local files as new versions: small files with one request, larger ones directly to S3 with resumption. */
final class Uploader {
    /** Maximum gzip size of a single request, in bytes. API Gateway and Lambda accept about 4.4 MB. */
    private static final int LARGEST_REQUEST = 4_000_000;

    /**
     * Size in bytes above which a file is compressed to a temporary file. A gzip is never much larger than its content.
     */
    private static final long LARGEST_IN_MEMORY = 16L << 20;

    private static final Pattern MAP = Pattern.compile(".*\\.(obf|sqlitedb|tif)");

    private final CloudApi api;
    private final Folder folder;
    private final FolderState state;
    private final Sleeper sleeper;
    private final Events events;

    Uploader(CloudApi api, Folder folder, FolderState state, Sleeper sleeper, Events events) {
        this.api = api;
        this.folder = folder;
        this.state = state;
        this.sleeper = sleeper;
        this.events = events;
    }

    /** The stored version. */
    record Stored(long time, Fingerprint content) {}

    /** Stores a file. Returns null if the file changed since the scan; then the next run stores it. */
    @Nullable
    Stored store(FileKey key, LocalFile file) throws IOException {
        var source = folder.resolve(file.path());
        if (isUnchanged(file) && isPublicMap(key)) {
            var content = Fingerprint.of(source);
            intend(key, file, content);
            return new Stored(api.upload(key, file.clientTime(), Gzip.of(new byte[0])), content);
        }
        var stored = file.size() > LARGEST_IN_MEMORY ? large(key, file, source) : small(key, file, source);
        if (stored != null) {
            events.transferred(file.size());
        }
        return stored;
    }

    /**
     * Records the upload before it starts. After a crash, the next run recognizes the version of this device by its
     * content.
     */
    private void intend(FileKey key, LocalFile file, Fingerprint content) {
        var entry = state.entry(key);
        state.put(entry.withIntent(new Intent(file.path(), 0, entry.remoteTime(), content, file.clientTime())));
    }

    private boolean isPublicMap(FileKey key) {
        return key.type().equals("FILE")
                && MAP.matcher(key.name().toLowerCase(Locale.ROOT)).matches()
                && api.isPublicMap(key);
    }

    private boolean isUnchanged(LocalFile file) throws IOException {
        return folder.look(file.path()).filter(file::equals).isPresent();
    }

    private @Nullable Stored small(FileKey key, LocalFile file, Path source) throws IOException {
        var gzip = new ByteArrayOutputStream();
        var content = Gzip.compress(source, gzip);
        if (!isUnchanged(file) || content.size() != file.size()) {
            return null;
        } else if (gzip.size() <= LARGEST_REQUEST) {
            new LargeUpload(api.uploads(), state, sleeper).cancelPending(key);
            intend(key, file, content);
            return new Stored(api.upload(key, file.clientTime(), gzip.toByteArray()), content);
        }
        var packed = packed(content);
        Files.write(packed, gzip.toByteArray());
        return resumable(key, file, content, packed);
    }

    private @Nullable Stored large(FileKey key, LocalFile file, Path source) throws IOException {
        var pending = state.pendingUpload(key);
        var content = pending.isPresent() ? Fingerprint.of(source) : null;
        var resumed = content != null && pending.isPresent() && isPacked(pending.get(), content);
        if (content == null || !resumed) {
            var unfinished = Files.createTempFile(folder.temporary(""), "up-", ".tmp");
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                content = Gzip.compress(source, out);
            }
            Files.move(unfinished, packed(content), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!isUnchanged(file) || content.size() != file.size()) {
            return null;
        }
        return resumable(key, file, content, packed(content));
    }

    private Path packed(Fingerprint content) throws IOException {
        return folder.temporary("up-" + content.sha256() + ".gz");
    }

    private boolean isPacked(PendingUpload pending, Fingerprint content) throws IOException {
        var packed = packed(content);
        return pending.sha256().equals(content.sha256())
                && Files.exists(packed)
                && Files.size(packed) == pending.size();
    }

    private Stored resumable(FileKey key, LocalFile file, Fingerprint content, Path packed) throws IOException {
        var upload = new LargeUpload(api.uploads(), state, sleeper);
        intend(key, file, content);
        var time = upload.send(key, packed, content.sha256(), file.clientTime());
        Files.deleteIfExists(packed);
        return new Stored(time, content);
    }
}
