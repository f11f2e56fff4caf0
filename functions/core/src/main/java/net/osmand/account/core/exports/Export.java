package net.osmand.account.core.exports;

import java.util.List;
import java.util.Optional;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;

/**
 * The export of an account, which has at most one at a time. A running export has one multipart upload for one list of
 * entries. Every part always has the same content, so steps may be repeated, overlap or crash at any point.
 *
 * @param id random id
 * @param asOf newest update time that the export contains, epoch milliseconds
 * @param startedAt epoch milliseconds
 * @param lastProgressAt time of the last progress, epoch milliseconds
 * @param step number of steps so far
 * @param work absent until the export is prepared
 * @param lost key of an object that was found to be purged, until the entries are listed again
 */
public record Export(
        AccountId account,
        String id,
        Selection selection,
        long asOf,
        State state,
        long startedAt,
        long lastProgressAt,
        int step,
        Optional<Work> work,
        Optional<String> lost) {

    /** State of an export. */
    public enum State {
        PREPARING,
        RUNNING,
        DONE,
        CANCELLED,
        FAILED
    }

    /**
     * The archive in progress.
     *
     * @param plan key of the object with the entries
     * @param parts number of parts in the upload
     * @param missing number of files that were purged after the export began
     * @param firstMissing the first of the missing files
     */
    public record Work(
            String plan,
            MultipartUpload upload,
            int parts,
            int filesDone,
            int filesTotal,
            long bytesDone,
            long bytesTotal,
            int missing,
            List<FileKey> firstMissing) {
        public Work {
            firstMissing = List.copyOf(firstMissing);
        }

        Work after(int newParts, int newFilesDone, long newBytesDone) {
            return new Work(
                    plan, upload, newParts, newFilesDone, filesTotal, newBytesDone, bytesTotal, missing, firstMissing);
        }
    }

    static Export started(AccountId account, String id, Selection selection, long asOf, long now) {
        return new Export(
                account, id, selection, asOf, State.PREPARING, now, now, 0, Optional.empty(), Optional.empty());
    }

    public boolean isActive() {
        return state == State.PREPARING || state == State.RUNNING;
    }

    public String fileName() {
        return selection.format().fileName(startedAt);
    }

    Export withState(State newState, long now) {
        return new Export(account, id, selection, asOf, newState, startedAt, now, step, work, lost);
    }

    Export running(Work newWork, long now) {
        return new Export(
                account,
                id,
                selection,
                asOf,
                State.RUNNING,
                startedAt,
                now,
                step,
                Optional.of(newWork),
                Optional.empty());
    }

    /** Returns the export in the state in which its entries must be listed again, without the lost object. */
    Export restarted(Optional<String> newlyLost, long now) {
        return new Export(account, id, selection, asOf, State.PREPARING, startedAt, now, step, work, newlyLost);
    }

    Export atStep(int newStep, long now) {
        return new Export(account, id, selection, asOf, state, startedAt, now, newStep, work, lost);
    }
}
