package net.osmand.account.cloud.folder;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import net.osmand.account.cloud.api.FileKey;
import net.osmand.account.cloud.api.RemoteFile;
import org.jspecify.annotations.Nullable;

/**
 * The client's knowledge of one file.
 *
 * @param remote the newest known row of the cloud
 * @param base the last content that cloud and folder had in common
 * @param own the last change that this client sent
 * @param intents started transfers, oldest first; after a crash it is unknown whether they have finished
 */
public record Entry(
        FileKey key,
        @Nullable Remote remote,
        @Nullable Base base,
        @Nullable OwnWrite own,
        List<Intent> intents) {
    /** Maximum number of remembered transfers; more uploads of one file are hardly in progress at the same time. */
    private static final int MAX_INTENTS = 4;

    public Entry {
        intents = List.copyOf(intents);
    }

    /** A row of the cloud. */
    public record Remote(long time, boolean live, long size, long clientTime, String device) {
        /** Converts a row of the API. */
        public static Remote of(RemoteFile row) {
            return new Remote(row.time(), row.live(), row.size(), row.clientTime(), row.device());
        }
    }

    /**
     * A transfer, which is recorded before it takes effect. After a crash it identifies the transferred content.
     *
     * @param time time of the cloud's version that is downloaded, 0 for an upload
     * @param over for an upload, the newest version that the client knew
     */
    public record Intent(String path, long time, long over, Fingerprint content, long clientTime) {
        @JsonIgnore
        boolean isUpload() {
            return time == 0;
        }

        /** Returns whether this upload stored the given row of this device. */
        public boolean isUploadOf(long rowClientTime, long size) {
            return time == 0 && size == content.size() && rowClientTime == clientTime;
        }

        /** Returns whether this download may have created the local file. */
        public boolean isDownloadOf(LocalFile file) {
            return time != 0 && file.size() == content.size() && file.clientTime() == clientTime;
        }
    }

    /**
     * A content that cloud and folder had in common.
     *
     * @param path path in the folder
     * @param time time of the cloud's version
     * @param modified the file's modification time in epoch nanoseconds
     * @param checked time at which the content was read, in epoch milliseconds
     * @param kept false if the server acknowledged the file but does not store it
     */
    public record Base(
            String path, long time, long size, String sha256, long crc32, long modified, long checked, boolean kept) {
        /** Creates the base of a file that was just read. */
        public static Base of(LocalFile file, Fingerprint content, long time, long checked) {
            return new Base(
                    file.path(),
                    time,
                    content.size(),
                    content.sha256(),
                    content.crc32(),
                    file.modified(),
                    checked,
                    true);
        }
    }

    /**
     * A change that this client sent. It hid any version of another device between {@code over} and {@code time},
     * because this client did not know that version.
     *
     * @param over the newest version that the client knew at that time
     * @param time time of the new version, 0 for a deletion
     * @param at epoch milliseconds by this computer's clock
     * @param handled hidden versions that are already handled
     */
    public record OwnWrite(long over, long time, long at, List<Long> handled) {
        public OwnWrite {
            handled = List.copyOf(handled);
        }

        /** Returns whether the change was a deletion. */
        @JsonIgnore
        public boolean isDeletion() {
            return time == 0;
        }

        /** Returns whether this change hid a version that the client did not know. */
        public boolean hides(long version) {
            return version > over && version < time && !handled.contains(version);
        }

        public OwnWrite withHandled(long version) {
            var all = new ArrayList<>(handled);
            all.add(version);
            return new OwnWrite(over, time, at, all);
        }
    }

    static Entry unknown(FileKey key) {
        return new Entry(key, null, null, null, List.of());
    }

    public Entry withRemote(@Nullable Remote changed) {
        return new Entry(key, changed, base, own, intents);
    }

    /** Adds an intent. */
    public Entry withIntent(Intent added) {
        var all = new ArrayList<>(intents);
        all.add(added);
        var first = Math.max(0, all.size() - MAX_INTENTS);
        return new Entry(key, remote, base, own, all.subList(first, all.size()));
    }

    /** Replaces the common content, which finishes a download. An earlier upload may still reach the server. */
    public Entry withBase(@Nullable Base changed) {
        var uploads = intents.stream().filter(Intent::isUpload).toList();
        return new Entry(key, remote, changed, own, uploads);
    }

    /** Removes the intent of a finished upload. */
    public Entry withoutUpload(long clientTime, long size) {
        var others = intents.stream()
                .filter(intent -> !intent.isUploadOf(clientTime, size))
                .toList();
        return new Entry(key, remote, base, own, others);
    }

    public Entry withOwn(OwnWrite changed) {
        return new Entry(key, remote, base, changed, intents);
    }

    /** Returns whether the cloud has a live version. */
    @JsonIgnore
    public boolean isLive() {
        return remote != null && remote.live();
    }

    /** Returns the time of the newest row of the cloud, or 0 if unknown. */
    public long remoteTime() {
        return remote == null ? 0 : remote.time();
    }
}
