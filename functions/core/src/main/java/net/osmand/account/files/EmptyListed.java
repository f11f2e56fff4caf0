package net.osmand.account.files;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.osmand.account.files.Trash.Emptied;
import net.osmand.account.identity.AccountId;
import net.osmand.account.identity.Caller;

/**
 * Removes the files for good that a client lists from the trash, with a result for each. A long list that is all that lay in
 * the trash becomes a job, and its files are hidden at once; any other is worked off as far as a request's time goes.
 */
public final class EmptyListed {
    /** A request has 29 seconds. */
    private static final Duration BUDGET = Duration.ofSeconds(20);

    private static final int BATCH = 25;
    private static final int PAGE = 1000;

    private final FileVersions versions;
    private final Trash trash;
    private final EmptyTrash emptyTrash;
    private final Clock clock;

    public EmptyListed(FileVersions versions, Trash trash, EmptyTrash emptyTrash, Clock clock) {
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
        var account = caller.account().id();
        var inTrash = inTrash(account);
        var isListed = new HashMap<FileKey, Long>();
        listed.forEach(deletion -> isListed.put(deletion.key(), deletion.deletedAt()));
        var until = listed.stream()
                .filter(deletion -> Long.valueOf(deletion.deletedAt()).equals(inTrash.get(deletion.key())))
                .mapToLong(Deletion::deletedAt)
                .max()
                .orElse(0);
        // Companions are in no list of the trash; they go with it.
        var isWhole = inTrash.entrySet().stream()
                .filter(file -> file.getValue() <= until && !file.getKey().isCompanion())
                .allMatch(file -> file.getValue().equals(isListed.get(file.getKey())));
        if (until == 0 || !isWhole) {
            return emptyNow(caller, listed);
        }
        emptyTrash.start(account, job, until);
        return listed.stream()
                .map(deletion -> Long.valueOf(deletion.deletedAt()).equals(inTrash.get(deletion.key()))
                        ? Emptied.DELETED
                        : trash.empty(caller, List.of(deletion)).getFirst())
                .toList();
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

    /** When each file in the trash was deleted. */
    private Map<FileKey, Long> inTrash(AccountId account) {
        var files = new HashMap<FileKey, Long>();
        var before = Long.MAX_VALUE;
        List<FileVersions.Trashed> page;
        do {
            page = versions.trash(account, clock.millis(), before, PAGE);
            for (var trashed : page) {
                files.put(
                        trashed.key(), trashed.deletedAt() > 0 ? trashed.deletedAt() : trash.beginOf(trashed.until()));
                before = trashed.until();
            }
        } while (page.size() == PAGE);
        return files;
    }
}
