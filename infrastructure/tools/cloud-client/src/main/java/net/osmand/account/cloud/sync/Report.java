package net.osmand.account.cloud.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.osmand.account.cloud.api.ExitCode;

/** The outcome of a run. */
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

    /** How many actions were done, by their verb. */
    public synchronized Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }

    /** How many actions of one verb were done. */
    public synchronized int count(String verb) {
        return counts.getOrDefault(verb, 0);
    }

    public synchronized List<Failure> failures() {
        return List.copyOf(failures);
    }

    /** The copies that keep the other content of a conflict. */
    public synchronized List<String> conflicts() {
        return List.copyOf(conflicts);
    }

    /** Files that changed during the run, and are left for the next one. */
    public synchronized int skippedFiles() {
        return skipped;
    }

    /** Returns whether a run right afterwards has nothing to do, as far as this one knows. */
    public synchronized boolean isComplete() {
        return failures.isEmpty() && skipped == 0;
    }

    /** The exit code of the command. */
    public synchronized ExitCode exitCode() {
        if (isComplete()) {
            return ExitCode.DONE;
        }
        var allQuota = !failures.isEmpty() && failures.stream().allMatch(Failure::quota);
        return allQuota ? ExitCode.REFUSED : ExitCode.INCOMPLETE;
    }
}
