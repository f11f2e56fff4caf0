package net.osmand.account.core.exports;

import java.util.List;
import java.util.Optional;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;

/**
 * An account's export, of which there is one at a time. While it runs, its upload belongs to one list of entries: every part
 * is the same whoever makes it and however often, so steps may be repeated, overlap or die anywhere.
 *
 * @param id random
 * @param asOf the newest update time that it sees, epoch milliseconds
 * @param startedAt epoch milliseconds
 * @param movedAt when something was last done for it, epoch milliseconds
 * @param step how many times it continued itself
 * @param work absent until it is prepared
 * @param lost the object that was found purged, as its key, until the entries are listed again
 */
public record Export(
        AccountId account,
        String id,
        Selection selection,
        long asOf,
        State state,
        long startedAt,
        long movedAt,
        int step,
        Optional<Work> work,
        Optional<String> lost) {

    /** How far it is. */
    public enum State {
        PREPARING,
        RUNNING,
        DONE,
        CANCELLED,
        FAILED
    }

    /**
     * What is being put together.
     *
     * @param plan where the entries are kept
     * @param parts how many are in the upload
     * @param missing how many files were purged after the export began
     * @param firstMissing some of them
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

    Export in(State newState, long now) {
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

    /** Its entries have to be listed again, without the lost one. */
    Export without(Optional<String> newlyLost, long now) {
        return new Export(account, id, selection, asOf, State.PREPARING, startedAt, now, step, work, newlyLost);
    }

    Export atStep(int newStep, long now) {
        return new Export(account, id, selection, asOf, state, startedAt, now, newStep, work, lost);
    }
}
