package net.osmand.account.core.files;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;

/**
 * Permanently deletes the trashed files that a client lists, with a result for each. Up to 100 files are removed before
 * the response. For a longer list, all listed files in the trash are hidden at once and a job removes them.
 */
public final class EmptySelected {
    /** Less than the 15 seconds that a request has for its calls, so the response can still report the results. */
    private static final Duration BUDGET = Duration.ofSeconds(10);

    /** Files per transaction. */
    private static final int BATCH = 19;

    /** Trash entries per Query. A Query reads at most 1 MB, and a name can have 1,000 bytes or more. */
    private static final int PAGE = 200;

    private final FileIndex index;
    private final RemoveTrashed removeTrashed;
    private final EmptyTrash emptyTrash;
    private final Clock clock;

    public EmptySelected(FileIndex index, RemoveTrashed removeTrashed, EmptyTrash emptyTrash, Clock clock) {
        this.index = index;
        this.removeTrashed = removeTrashed;
        this.emptyTrash = emptyTrash;
        this.clock = clock;
    }

    /** Result for one entry of an empty-trash request (docs/protocol/mobile.md#empty-the-trash). */
    public enum Emptied {
        DELETED,
        ALREADY_MISSING,
        SKIPPED_NOT_TRASH,
        /** Not done in time. The client can send the entry again. */
        FAILED
    }

    /** A deletion that the client saw. {@code deletedAt} is in epoch milliseconds. */
    public record Deletion(FileKey key, long deletedAt) {}

    /**
     * Permanently deletes the listed files.
     *
     * @param job id of the job if one is started
     * @return the results in the order of the list
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

    /** Hides the listed files that are in the trash and starts a job that removes them. */
    private Set<Deletion> begin(Caller caller, Set<Deletion> listed, String job) {
        var account = caller.account().id();
        var inTrash = inTrash(account);
        var found = new HashSet<>(inTrash);
        found.retainAll(listed);
        var until = found.stream().mapToLong(Deletion::deletedAt).max().orElse(0);
        // Companions do not appear in trash lists. They are removed with the rest of the trash.
        var isWhole = inTrash.stream()
                .filter(deletion ->
                        deletion.deletedAt() <= until && !deletion.key().isCompanion())
                .allMatch(found::contains);
        if (isWhole && !found.isEmpty()) {
            emptyTrash.start(account, caller.usage(), job, until);
            return found;
        }
        var hidden = found.stream().limit(HiddenDeletions.MOST).collect(Collectors.toSet());
        if (!hidden.isEmpty()) {
            emptyTrash.startListed(
                    account,
                    caller.usage(),
                    job,
                    hidden.stream().map(Deletion::deletedAt).collect(Collectors.toSet()));
        }
        return hidden;
    }

    private List<Emptied> emptyNow(Caller caller, List<Deletion> listed) {
        var end = clock.millis() + BUDGET.toMillis();
        var heads = heads(caller, listed);
        var results = new ArrayList<Emptied>();
        for (var from = 0; from < listed.size(); from += BATCH) {
            var batch = listed.subList(from, Math.min(from + BATCH, listed.size()));
            if (clock.millis() < end) {
                results.addAll(empty(caller, heads, batch));
            } else {
                batch.forEach(_ -> results.add(Emptied.FAILED));
            }
        }
        return results;
    }

    private Map<FileKey, Optional<FileHead>> heads(Caller caller, List<Deletion> listed) {
        var keys = listed.stream().map(Deletion::key).collect(Collectors.toSet());
        if (keys.size() == 1) {
            var only = keys.iterator().next();
            return Map.of(only, FileReads.of(index, caller, only).head());
        }
        return removeTrashed.heads(caller.account().id(), keys);
    }

    private List<Emptied> empty(Caller caller, Map<FileKey, Optional<FileHead>> heads, List<Deletion> batch) {
        var account = caller.account().id();
        var removed = removeTrashed.remove(account, caller.usage(), heads, batch, false);
        var others =
                batch.stream().filter(deletion -> !removed.contains(deletion)).toList();
        var isAsItWas = others.stream().noneMatch(deletion -> isInTrash(heads, deletion));
        // A file that was in the trash and was not removed has changed since it was read.
        var now = isAsItWas
                ? heads
                : removeTrashed.heads(
                        account, others.stream().map(Deletion::key).collect(Collectors.toSet()));
        return batch.stream()
                .map(deletion -> removed.contains(deletion)
                        ? Emptied.DELETED
                        : result(now.getOrDefault(deletion.key(), Optional.empty())))
                .toList();
    }

    private static boolean isInTrash(Map<FileKey, Optional<FileHead>> heads, Deletion deletion) {
        return heads.getOrDefault(deletion.key(), Optional.empty())
                .filter(head -> head.isTrashed() && head.newest() == deletion.deletedAt())
                .isPresent();
    }

    private static Emptied result(Optional<FileHead> head) {
        return head.filter(found -> found.rows() > 0).isPresent() ? Emptied.SKIPPED_NOT_TRASH : Emptied.ALREADY_MISSING;
    }

    private Set<Deletion> inTrash(AccountId account) {
        var deletions = new HashSet<Deletion>();
        var before = Long.MAX_VALUE;
        List<TrashEntry> page;
        do {
            page = index.trash(account, clock.millis(), before, PAGE);
            for (var trashed : page) {
                deletions.add(new Deletion(trashed.key(), trashed.deletedAt()));
                before = trashed.until();
            }
        } while (page.size() == PAGE);
        return deletions;
    }
}
