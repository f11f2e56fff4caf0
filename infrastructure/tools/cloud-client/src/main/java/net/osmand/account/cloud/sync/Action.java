package net.osmand.account.cloud.sync;

import net.osmand.account.cloud.api.FileKey;
import net.osmand.account.cloud.folder.Entry.Remote;
import net.osmand.account.cloud.folder.HiddenVersion;
import net.osmand.account.cloud.folder.LocalFile;
import org.jspecify.annotations.Nullable;

/** A step towards an equal cloud and folder. */
public sealed interface Action {
    FileKey key();

    /** Returns the path in the folder. */
    String path();

    /** Returns the number of bytes to transfer, uncompressed. */
    long bytes();

    /** Returns the name of the action in reports. */
    String verb();

    /**
     * Downloads the cloud's version into the folder.
     *
     * @param replaced the local file that is replaced, as found by the scan
     */
    record Download(
            FileKey key,
            String path,
            Remote remote,
            @Nullable LocalFile replaced) implements Action {
        @Override
        public long bytes() {
            return Math.max(0, remote.size());
        }

        @Override
        public String verb() {
            return "download";
        }
    }

    /** Stores a local file as a new version. */
    record Upload(FileKey key, LocalFile file) implements Action {
        @Override
        public String path() {
            return file.path();
        }

        @Override
        public long bytes() {
            return file.size();
        }

        @Override
        public String verb() {
            return "upload";
        }
    }

    /** Stores a local file under its new name and moves the old name to the cloud's trash. */
    record Rename(FileKey from, FileKey key, LocalFile file) implements Action {
        @Override
        public String path() {
            return file.path();
        }

        @Override
        public long bytes() {
            return file.size();
        }

        @Override
        public String verb() {
            return "rename";
        }
    }

    /** Keeps both contents, because each side has one that the other does not know. */
    record KeepBoth(FileKey key, LocalFile file, Remote remote) implements Action {
        @Override
        public String path() {
            return file.path();
        }

        @Override
        public long bytes() {
            return Math.max(0, remote.size());
        }

        @Override
        public String verb() {
            return "keep both";
        }
    }

    /** Restores a version of another device that a change of this client hid. */
    record Recover(HiddenVersion version) implements Action {
        @Override
        public FileKey key() {
            return version.key();
        }

        @Override
        public String path() {
            return version.key().name();
        }

        @Override
        public long bytes() {
            return Math.max(0, version.size());
        }

        @Override
        public String verb() {
            return "recover";
        }
    }

    /** Moves a file to the cloud's trash. */
    record DeleteRemote(FileKey key, String path) implements Action {
        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public String verb() {
            return "delete in the cloud";
        }
    }

    /** Moves a local file to the folder's trash. */
    record TrashLocal(FileKey key, LocalFile file) implements Action {
        @Override
        public String path() {
            return file.path();
        }

        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public String verb() {
            return "delete in the folder";
        }
    }
}
