package net.osmand.account.core.files;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.files.CommitResult.Refused;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;

/** The items of one account in {@link InMemoryFileIndex}. Implements the conditions and effects of a change. */
final class AccountRows {
    private static final long REMOVALS_KEPT = Duration.ofDays(62).toMillis();
    private static final long GONE_KEPT = Duration.ofDays(1).toMillis();

    final TreeMap<Long, FileVersion> rows = new TreeMap<>();
    final Map<FileKey, FileHead> heads = new HashMap<>();
    final Map<FileKey, TrashEntry> entries = new HashMap<>();
    final TreeMap<Long, Removal> removals = new TreeMap<>();
    final Map<String, Upload> uploads = new TreeMap<>();
    final List<Purge> purges = new ArrayList<>();
    final Map<String, HiddenDeletions> hidden = new TreeMap<>();
    Optional<Usage> usage = Optional.empty();

    boolean isEmpty() {
        return usage.isEmpty()
                && rows.isEmpty()
                && heads.isEmpty()
                && entries.isEmpty()
                && removals.isEmpty()
                && uploads.isEmpty()
                && purges.isEmpty()
                && hidden.isEmpty();
    }

    static Usage with(Usage usage, Usage.Check check) {
        return new Usage(
                usage.freeBytes(),
                usage.bytes(),
                usage.files(),
                usage.keptBytes(),
                usage.trashBytes(),
                usage.uploads(),
                usage.lastUpdateTime(),
                usage.newestRemoval(),
                usage.emptiedUntil(),
                usage.hidden(),
                usage.purges(),
                usage.holdings(),
                check);
    }

    void expire(long now) {
        heads.values().removeIf(head -> head.rows() == 0 && head.revision() + GONE_KEPT < now);
        removals.keySet().removeIf(time -> time + REMOVALS_KEPT < now);
        uploads.values().removeIf(upload -> !upload.isOpen() && upload.hasExpired(now));
    }

    /** Returns the failed conditions with the current items; empty if all conditions hold. */
    Optional<Refused> refuse(Change change) {
        requireOneWriteEach(change);
        var isUsage = usage.filter(found -> isAllowed(found, change)).isPresent();
        var failed = new HashMap<FileKey, Optional<FileHead>>();
        var rowMissing = false;
        var upload = Optional.<String>empty();
        for (var write : change.writes()) {
            switch (write) {
                case Write.PutHead put -> {
                    var found = Optional.ofNullable(heads.get(put.key()));
                    var revision =
                            found.map(head -> OptionalLong.of(head.revision())).orElse(OptionalLong.empty());
                    if (!revision.equals(put.replaced())) {
                        failed.put(put.key(), found);
                    }
                }
                case Write.AddRow add ->
                    rowMissing |= rows.containsKey(add.row().updateTime());
                case Write.ReplaceRow replace ->
                    rowMissing |= !isThere(replace.seen()) || hasOtherObject(replace.seen());
                case Write.RemoveRow remove -> rowMissing |= !isThere(remove.row());
                case Write.AddPurge add -> rowMissing |= purges.contains(add.purge());
                case Write.RemovePurge remove -> rowMissing |= !purges.contains(remove.purge());
                case Write.AddHidden add ->
                    rowMissing |= hidden.containsKey(add.hidden().job());
                case Write.RemoveHidden remove ->
                    rowMissing |= !hidden.containsKey(remove.hidden().job());
                case Write.AddUpload add -> {
                    if (uploads.containsKey(add.upload().id())) {
                        upload = Optional.of(add.upload().id());
                    }
                }
                case Write.ReplaceUpload replace -> {
                    var found = Optional.ofNullable(uploads.get(replace.seen().id()));
                    if (found.filter(there ->
                                    replace.seen().statesBefore(replace.next()).contains(there.state()))
                            .isEmpty()) {
                        upload = Optional.of(replace.seen().id());
                    }
                }
                case Write.PutTrashEntry _, Write.RemoveTrashEntry _, Write.PutRemoval _ -> {
                    // No condition.
                }
            }
        }
        if (isUsage && failed.isEmpty() && !rowMissing && upload.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Refused(
                usage.isEmpty(),
                isUsage ? Optional.empty() : usage,
                failed,
                rowMissing,
                upload.isPresent(),
                upload.flatMap(id -> Optional.ofNullable(uploads.get(id)))));
    }

    private static boolean isAllowed(Usage usage, Change change) {
        return (change.last().isPresent()
                        ? usage.lastUpdateTime() == change.last().getAsLong()
                        : usage.lastUpdateTime() < change.time())
                && change.limits().stream().allMatch(limit -> limit.allows(usage))
                && (change.checkDay().moves()
                        || usage.check().day() <= change.checkDay().day());
    }

    private boolean isThere(FileVersion row) {
        var found = rows.get(row.updateTime());
        return found != null && found.key().equals(row.key()) && found.isDeletionMarker() == row.isDeletionMarker();
    }

    private boolean hasOtherObject(FileVersion seen) {
        return Optional.ofNullable(rows.get(seen.updateTime()))
                .filter(row -> row.content().equals(seen.content()))
                .isEmpty();
    }

    private static void requireOneWriteEach(Change change) {
        var items = new HashSet<Object>();
        for (var write : change.writes()) {
            var item = switch (write) {
                case Write.AddRow add -> (Object) add.row().updateTime();
                case Write.ReplaceRow replace -> replace.next().updateTime();
                case Write.RemoveRow remove -> remove.row().updateTime();
                case Write.PutHead put -> "H" + put.key();
                case Write.PutTrashEntry put -> "T" + put.entry().key();
                case Write.RemoveTrashEntry remove -> "T" + remove.key();
                case Write.PutRemoval _ -> "R";
                case Write.AddUpload add -> "U" + add.upload().id();
                case Write.ReplaceUpload replace -> "U" + replace.seen().id();
                case Write.AddPurge add -> "G" + add.purge();
                case Write.RemovePurge remove -> "G" + remove.purge();
                case Write.AddHidden add -> "E" + add.hidden().job();
                case Write.RemoveHidden remove -> "E" + remove.hidden().job();
            };
            if (!items.add(item)) {
                throw new IllegalArgumentException("two writes of one item: " + item);
            }
        }
    }

    void apply(Change change) {
        usage = usage.map(found -> found.after(change.usage(), change.time()))
                .map(found -> change.checkDay().moves()
                        ? with(
                                found,
                                new Usage.Check(
                                        change.checkDay().day(),
                                        found.check().checkedUntil(),
                                        found.check().fullDay()))
                        : found);
        for (var write : change.writes()) {
            switch (write) {
                case Write.AddRow add -> rows.put(add.row().updateTime(), add.row());
                case Write.ReplaceRow replace -> rows.put(replace.next().updateTime(), replace.next());
                case Write.RemoveRow remove -> rows.remove(remove.row().updateTime());
                case Write.PutHead put -> heads.put(put.key(), put.head());
                case Write.PutTrashEntry put -> entries.put(put.entry().key(), put.entry());
                case Write.RemoveTrashEntry remove -> entries.remove(remove.key());
                case Write.PutRemoval put -> removals.put(put.removal().time(), put.removal());
                case Write.AddUpload add -> uploads.put(add.upload().id(), add.upload());
                case Write.ReplaceUpload replace -> uploads.put(replace.next().id(), replace.next());
                case Write.AddPurge add -> purges.add(add.purge());
                case Write.RemovePurge remove -> purges.remove(remove.purge());
                case Write.AddHidden add -> hidden.put(add.hidden().job(), add.hidden());
                case Write.RemoveHidden remove -> hidden.remove(remove.hidden().job());
            }
        }
    }

    boolean isWritten(Write write) {
        return switch (write) {
            case Write.AddRow add -> add.row().equals(rows.get(add.row().updateTime()));
            case Write.ReplaceRow replace ->
                replace.next().equals(rows.get(replace.next().updateTime()));
            case Write.PutRemoval put ->
                put.removal().equals(removals.get(put.removal().time()));
            case Write.AddUpload add ->
                add.upload().equals(uploads.get(add.upload().id()));
            case Write.ReplaceUpload replace ->
                replace.next().equals(uploads.get(replace.next().id()));
            case Write.AddPurge add -> purges.contains(add.purge());
            case Write.AddHidden add ->
                add.hidden().equals(hidden.get(add.hidden().job()));
            case Write.RemoveHidden remove ->
                !hidden.containsKey(remove.hidden().job());
            case Write.RemovePurge remove -> !purges.contains(remove.purge());
            default -> false;
        };
    }
}
