package net.osmand.account.core.files;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.files.Trash.Emptied;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;

/**
 * Removes the files for good that a client lists from the trash, with a result for each. A hundred are removed before the
 * answer; of a longer list all that lies in the trash is hidden at once, and a job removes it.
 */
public final class EmptySelected {
    /** Less than the 15 seconds of a request's calls, so that the answer still says what was done. */
    private static final Duration BUDGET = Duration.ofSeconds(10);

    private static final int BATCH = 25;

    /** Single deletions that an account may hide: some 180 KB of its usage, which DynamoDB limits to 400 KB. */
    private static final int MOST_HIDDEN = 20_000;

    /** Of entries whose names may be 1,000 bytes and more: what a Query reads at once is 1 MB. */
    private static final int PAGE = 200;

    private final FileVersions versions;
    private final Trash trash;
    private final EmptyTrash emptyTrash;
    private final Clock clock;

    public EmptySelected(FileVersions versions, Trash trash, EmptyTrash emptyTrash, Clock clock) {
        this.versions = versions;
        this.trash = trash;
        this.emptyTrash = emptyTrash;
        this.clock = clock;
    }

    /** A deletion that the client saw; its time in epoch milliseconds. */
    public record Deletion(FileKey key, long deletedAt) {}

    /**
     * Empties.
     *
     * @param job id of the job that may become of it
     * @return of each what became of it, in the same order
     */
    public List<Emptied> empty(Caller caller, List<Deletion> listed, String job) {
        if (listed.size() <= EmptyTrash.AT_ONCE) {
            return emptyNow(caller, listed);
        }
        var begun = begin(caller, Set.copyOf(listed), job);
        var others = emptyNow(
                        caller,
                        listed.stream()
                                .filter(deletion -> !begun.contains(deletion))
                                .toList())
                .iterator();
        return listed.stream()
                .map(deletion -> begun.contains(deletion) ? Emptied.DELETED : others.next())
                .toList();
    }

    /** Hides what lies in the trash as it is listed, and leaves its removal to a job. */
    private Set<Deletion> begin(Caller caller, Set<Deletion> listed, String job) {
        var account = caller.account().id();
        var inTrash = inTrash(account);
        var found = new HashSet<>(inTrash);
        found.retainAll(listed);
        var until = found.stream().mapToLong(Deletion::deletedAt).max().orElse(0);
        // Companions are in no list of the trash; they go with it.
        var isWhole = inTrash.stream()
                .filter(deletion ->
                        deletion.deletedAt() <= until && !deletion.key().isCompanion())
                .allMatch(found::contains);
        if (isWhole && !found.isEmpty()) {
            emptyTrash.start(account, job, until);
            return found;
        }
        var room = MOST_HIDDEN - caller.usage().emptied().deletions().size();
        var hidden = found.stream().limit(Math.max(0, room)).collect(Collectors.toSet());
        if (!hidden.isEmpty()) {
            emptyTrash.startListed(
                    account, job, hidden.stream().map(Deletion::deletedAt).collect(Collectors.toSet()));
        }
        return hidden;
    }

    private List<Emptied> emptyNow(Caller caller, List<Deletion> listed) {
        var end = clock.millis() + BUDGET.toMillis();
        var results = new ArrayList<Emptied>();
        for (var from = 0; from < listed.size(); from += BATCH) {
            var batch = listed.subList(from, Math.min(from + BATCH, listed.size()));
            if (clock.millis() < end) {
                results.addAll(trash.empty(caller, batch));
            } else {
                batch.forEach(_ -> results.add(Emptied.FAILED));
            }
        }
        return results;
    }

    private Set<Deletion> inTrash(AccountId account) {
        var deletions = new HashSet<Deletion>();
        var before = Long.MAX_VALUE;
        List<FileVersions.Trashed> page;
        do {
            page = versions.trash(account, clock.millis(), before, PAGE);
            for (var trashed : page) {
                var deletedAt = trashed.deletedAt() > 0 ? trashed.deletedAt() : trash.beginOf(trashed.until());
                deletions.add(new Deletion(trashed.key(), deletedAt));
                before = trashed.until();
            }
        } while (page.size() == PAGE);
        return deletions;
    }
}
