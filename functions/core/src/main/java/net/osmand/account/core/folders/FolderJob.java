package net.osmand.account.core.folders;

import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;

/**
 * A job that changes a folder of any size in steps. An account has at most one.
 *
 * @param device device that requested the job; the author of the new rows
 * @param after name of the last processed file; empty before the first
 * @param revision increases with each change of the job
 * @param lastProgressAt time of the last progress, epoch milliseconds
 */
public record FolderJob(
        AccountId account,
        String id,
        DeviceId device,
        FolderChange change,
        State state,
        Progress progress,
        String after,
        long revision,
        long lastProgressAt) {
    /** States other than {@link #RUNNING} are final. */
    public enum State {
        RUNNING,
        DONE,
        CANCELLED,
        /** The job was refused before it was complete. {@link Progress#reason} says why. */
        REFUSED
    }

    /**
     * Progress of a job.
     *
     * @param done files and companions that were changed
     * @param total files and companions of the folder; 0 until they are counted
     * @param left files and companions that stay because other requests changed them
     * @param reason name of the {@code WebErrorException.Reason} or {@code Problem} of a refusal; otherwise empty
     */
    public record Progress(int done, int total, int left, String reason) {
        static final Progress NONE = new Progress(0, 0, 0, "");
    }

    static FolderJob started(AccountId account, String id, DeviceId device, FolderChange change, long now) {
        return new FolderJob(account, id, device, change, State.RUNNING, Progress.NONE, "", 0, now);
    }

    public boolean isRunning() {
        return state == State.RUNNING;
    }

    private FolderJob next(State nextState, Progress nextProgress, String nextAfter, long now) {
        return new FolderJob(account, id, device, change, nextState, nextProgress, nextAfter, revision + 1, now);
    }

    FolderJob counted(int total, long now) {
        return next(state, new Progress(0, total, 0, ""), after, now);
    }

    /** Returns the job after one group of files. */
    FolderJob moved(int size, int stayed, String last, long now) {
        var done = Math.min(progress.total() - progress.left() - stayed, progress.done() + size - stayed);
        return next(state, new Progress(Math.max(0, done), progress.total(), progress.left() + stayed, ""), last, now);
    }

    /** Returns the finished job. Also counts a group whose progress was not recorded because of a crash. */
    FolderJob finished(long now) {
        var done = Math.max(progress.done(), progress.total() - progress.left());
        return next(State.DONE, new Progress(done, progress.total(), progress.left(), ""), after, now);
    }

    FolderJob cancelled(long now) {
        return next(State.CANCELLED, progress, after, now);
    }

    FolderJob refused(String reason, long now) {
        return next(
                State.REFUSED, new Progress(progress.done(), progress.total(), progress.left(), reason), after, now);
    }
}
