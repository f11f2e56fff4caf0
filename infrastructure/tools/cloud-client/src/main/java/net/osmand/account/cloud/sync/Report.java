package net.osmand.account.cloud.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.osmand.account.cloud.api.ExitCode;

/** The result of a run. */
public final class Report {
    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<Failure> failures = new ArrayList<>();
    private final List<String> conflicts = new ArrayList<>();
    private int skipped;

    /**
     * A file that was not transferred.
     *
     * @param quota whether the account's plan or quota is the reason
     */
    public record Failure(String path, String sentence, boolean quota) {}

    synchronized void done(Action action) {
        counts.merge(action.verb(), 1, Integer::sum);
    }

    synchronized void failed(Action action, String sentence, boolean quota) {
        failures.add(new Failure(action.path(), sentence, quota));
    }

    synchronized void conflict(String copy) {
        conflicts.add(copy);
    }

    synchronized void skipped() {
        skipped++;
    }

    /** Returns the number of completed actions by their verb. */
    public synchronized Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }

    /** Returns the number of completed actions with one verb. */
    public synchronized int count(String verb) {
        return counts.getOrDefault(verb, 0);
    }

    public synchronized List<Failure> failures() {
        return List.copyOf(failures);
    }

    /** Returns the copies that keep the other content of a conflict. */
    public synchronized List<String> conflicts() {
        return List.copyOf(conflicts);
    }

    /** Returns the number of files that changed during the run. The next run transfers them. */
    public synchronized int skippedFiles() {
        return skipped;
    }

    /** Returns whether an immediate second run would have nothing to do, as far as this run knows. */
    public synchronized boolean isComplete() {
        return failures.isEmpty() && skipped == 0;
    }

    /** Returns the exit code of the command. */
    public synchronized ExitCode exitCode() {
        if (isComplete()) {
            return ExitCode.DONE;
        }
        var allQuota = !failures.isEmpty() && failures.stream().allMatch(Failure::quota);
        return allQuota ? ExitCode.REFUSED : ExitCode.INCOMPLETE;
    }
}
