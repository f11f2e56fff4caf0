package net.osmand.account.core.files;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.files.FileVersions.TrashTimer;
import net.osmand.account.core.values.AccountId;

/**
 * Puts right what a kill between two calls left behind, account by account and from the rows alone: ends the trash whose
 * timer was lost, finishes an emptying that its queue gave up, lifts delete markers from live objects and puts them on
 * deleted ones, removes objects that no row names, and recounts the usage. Whatever it finds wrong it looks at again before it
 * acts, since requests go on beside it.
 */
public final class DailyMaintenance {
    /** What is younger may be under way: an upload's object, a job that empties the trash. */
    private static final Duration GRACE = Duration.ofDays(1);

    private final FileVersions versions;
    private final FileContents contents;
    private final Trash trash;
    private final UnderWay underWay;
    private final UsageReconciler recount;
    private final Clock clock;

    public DailyMaintenance(FileVersions versions, FileContents contents, Trash trash, UnderWay underWay, Clock clock) {
        this.versions = versions;
        this.contents = contents;
        this.trash = trash;
        this.underWay = underWay;
        recount = new UsageReconciler(versions, clock);
        this.clock = clock;
    }

    /** Ends uploads past their day, and names the objects of the others: no row names them yet, and they must stay. */
    @FunctionalInterface
    public interface UnderWay {
        Set<String> objects(AccountId account, Usage usage);
    }

    /**
     * What a sweep found and did.
     *
     * @param trashEnded files whose time in the trash was over, or that were emptied out of it
     * @param objectsRestored objects of live files that a delete marker had been left on
     * @param objectsTrashed objects of deleted files that lacked their delete marker
     * @param objectsRemoved objects that no row named
     * @param usagesCorrected accounts whose usage had drifted
     * @param contentsMissing versions whose bytes are gone: never to be seen, and an alarm where it is
     */
    public record Swept(
            int trashEnded,
            int objectsRestored,
            int objectsTrashed,
            int objectsRemoved,
            int usagesCorrected,
            int contentsMissing) {
        public static final Swept NOTHING = new Swept(0, 0, 0, 0, 0, 0);

        public Swept plus(Swept more) {
            return new Swept(
                    trashEnded + more.trashEnded,
                    objectsRestored + more.objectsRestored,
                    objectsTrashed + more.objectsTrashed,
                    objectsRemoved + more.objectsRemoved,
                    usagesCorrected + more.usagesCorrected,
                    contentsMissing + more.contentsMissing);
        }
    }

    /** The accounts that have rows or objects. */
    public Set<AccountId> accounts() {
        var accounts = new HashSet<>(contents.accounts());
        versions.eachAccount(accounts::add);
        return accounts;
    }

    /** Sweeps one account; repeatable at any time. */
    public Swept account(AccountId account) {
        // In this order: an upload changes the usage before it adds its row, and stores its object before both.
        var usage = versions.usage(account);
        var spared = underWay.objects(account, usage);
        var files = recount.files(account);
        var objects = contents.stored(account);
        var swept = emptied(account, usage, files);
        repairTrash(account, files);
        for (var history : files) {
            swept = swept.plus(file(account, history, objects));
        }
        var known = names(files);
        known.addAll(spared);
        if (!known.containsAll(objects.keySet())) {
            swept = swept.plus(new Swept(0, 0, 0, removeUnnamed(account, known), 0, 0));
        }
        return swept.plus(new Swept(0, 0, 0, 0, recount.correct(account, usage, files) ? 1 : 0, 0));
    }

    /** What somebody emptied out of the trash, by a job whose messages the queue gave up: it is hidden, and must not stay. */
    private Swept emptied(AccountId account, Usage usage, List<FileHistory> files) {
        var emptied = usage.emptied();
        // A whole trash can be had back as long as its job goes on; what a list named can not.
        LongPredicate isGivenUp =
                emptied.until() > clock.millis() - GRACE.toMillis() ? emptied.deletions()::contains : emptied::has;
        var left = files.stream()
                .filter(FileHistory::isTrashed)
                .filter(file -> isGivenUp.test(file.versions().getFirst().updateTime()))
                .toList();
        trash.purgeDeleted(account, left, isGivenUp);
        versions.forgetDeletions(account, emptied.deletions());
        return new Swept(left.size(), 0, 0, 0, 0, 0);
    }

    private static Set<String> names(List<FileHistory> files) {
        return files.stream()
                .flatMap(FileHistory::contents)
                .map(StoredContent::objectKey)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private Swept file(AccountId account, FileHistory history, Map<String, StoredObject> objects) {
        if (trash.isOver(history)) {
            trash.purge(new TrashTimer(account, history.key(), clock.millis()));
            return new Swept(1, 0, 0, 0, 0, 0);
        }
        var swept = Swept.NOTHING;
        for (var content : history.contents().toList()) {
            var object = Optional.ofNullable(objects.get(content.objectKey())).filter(o -> o.has(content));
            if (object.isEmpty()) {
                var missing = stillNamed(account, history, content) ? 1 : 0;
                swept = swept.plus(new Swept(0, 0, 0, 0, 0, missing));
            } else if (object.get().marked() != history.isTrashed() && stillNamed(account, history, content)) {
                swept = swept.plus(mark(content, history.isTrashed()));
            }
        }
        return swept;
    }

    /** A file that was deleted and uploaded at the same moment may lack its entry in the trash, or have one though it lives. */
    private void repairTrash(AccountId account, List<FileHistory> files) {
        var lost = files.stream()
                .filter(FileHistory::isTrashed)
                .map(FileHistory::key)
                .collect(Collectors.toSet());
        for (var entry : versions.trashEntries(account)) {
            if (!lost.remove(entry.key())
                    && !versions.history(account, entry.key()).isTrashed()) {
                versions.removeTimer(entry);
            }
        }
        for (var key : lost) {
            versions.history(account, key)
                    .newest()
                    .filter(newest -> newest.isDeletionMarker() && !trash.hasEnded(newest))
                    .ifPresent(marker -> versions.addTrashEntry(account, marker, trash.endOf(marker.updateTime())));
        }
    }

    private Swept mark(StoredContent content, boolean trashed) {
        if (trashed) {
            contents.trash(content);
            return new Swept(0, 0, 1, 0, 0, 0);
        }
        contents.restore(content);
        return new Swept(0, 1, 0, 0, 0, 0);
    }

    /** Whether the file is as it was listed, and the content its own. */
    private boolean stillNamed(AccountId account, FileHistory listed, StoredContent content) {
        var now = versions.history(account, listed.key());
        return now.isTrashed() == listed.isTrashed() && now.contents().anyMatch(content::equals);
    }

    private int removeUnnamed(AccountId account, Set<String> known) {
        // A file that was restored while it was listed has a new row for an old object: both readings together have it.
        var named = new HashSet<>(known);
        named.addAll(names(recount.files(account)));
        return contents.removeUnnamed(account, named, clock.millis() - GRACE.toMillis());
    }
}
