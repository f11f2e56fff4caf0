package net.osmand.account.aws.dynamodb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.aws.dynamodb.Transactions.Outcome;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.files.Change;
import net.osmand.account.core.files.CommitResult;
import net.osmand.account.core.files.Upload;
import net.osmand.account.core.files.Write;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Commits changes of accounts as transactions and reports failed conditions. */
final class Commits {
    private final Transactions transactions;
    private final Table files;

    Commits(Transactions transactions, Table files) {
        this.transactions = transactions;
        this.files = files;
    }

    CommitResult commit(Change change) {
        var actions = new ArrayList<TransactWriteItem>();
        actions.add(TransactWriteItem.builder()
                .update(UsageItem.update(files.name(), change))
                .build());
        var writes = new WriteActions(files.name(), change.account());
        change.writes().forEach(write -> actions.add(writes.action(write)));
        return switch (transactions.write(actions)) {
            case Outcome.Written() -> new CommitResult.Committed();
            case Outcome.Conflict() -> new CommitResult.Conflict();
            case Outcome.Unknown(var failure) -> throw failure;
            case Outcome.Refused(var found) -> refused(change, found);
        };
    }

    /**
     * Collects the items of failed conditions. The first action is the usage; the others are the writes in their order.
     */
    private static CommitResult refused(Change change, Map<Integer, Item> found) {
        var usage = Optional.<Usage>empty();
        var accountGone = false;
        var heads = new HashMap<FileKey, Optional<FileHead>>();
        var rowMissing = false;
        var uploadChanged = false;
        var upload = Optional.<Upload>empty();
        for (var failed : found.entrySet()) {
            var item = Optional.of(failed.getValue())
                    .filter(old -> !old.attributes().isEmpty());
            if (failed.getKey() == 0) {
                usage = item.map(UsageItem::read);
                accountGone = item.isEmpty();
                continue;
            }
            switch (change.writes().get(failed.getKey() - 1)) {
                case Write.PutHead head -> heads.put(head.key(), item.map(old -> HeadItem.read(head.key(), old)));
                case Write.AddUpload _, Write.ReplaceUpload _ -> {
                    uploadChanged = true;
                    upload = item.map(UploadItem::read);
                }
                default -> rowMissing = true;
            }
        }
        return new CommitResult.Refused(accountGone, usage, heads, rowMissing, uploadChanged, upload);
    }

    /** Writes that prove whether a change was committed, the most reliable first. */
    private static final List<Class<? extends Write>> PROOFS_OF_COMMIT = List.of(
            Write.AddRow.class,
            Write.ReplaceRow.class,
            Write.PutRemoval.class,
            Write.AddUpload.class,
            Write.ReplaceUpload.class,
            Write.AddPurge.class,
            Write.AddHidden.class,
            Write.RemoveHidden.class,
            Write.RemovePurge.class);

    boolean isCommitted(Change change) {
        return change.writes().stream()
                .filter(write -> PROOFS_OF_COMMIT.contains(write.getClass()))
                .min(Comparator.comparingInt(write -> PROOFS_OF_COMMIT.indexOf(write.getClass())))
                .filter(proof -> exists(change.account(), proof))
                .isPresent();
    }

    private boolean exists(AccountId account, Write write) {
        return switch (write) {
            case Write.AddRow(var row) -> exists(account, row);
            case Write.ReplaceRow replace -> exists(account, replace.next());
            case Write.PutRemoval(var removal) ->
                get(RemovalItem.key(account, removal.time()))
                        .map(RemovalItem::read)
                        .filter(removal::equals)
                        .isPresent();
            case Write.AddUpload(var upload) -> exists(upload);
            case Write.ReplaceUpload replace -> exists(replace.next());
            case Write.AddPurge(var purge) ->
                get(HidingItems.key(account, purge))
                        .map(HidingItems::readPurge)
                        .filter(purge::equals)
                        .isPresent();
            case Write.AddHidden(var hidden) ->
                get(HidingItems.key(account, hidden))
                        .map(HidingItems::readHidden)
                        .filter(hidden::equals)
                        .isPresent();
            case Write.RemoveHidden(var hidden) ->
                get(HidingItems.key(account, hidden)).isEmpty();
            case Write.RemovePurge(var purge) ->
                get(HidingItems.key(account, purge)).isEmpty();
            case Write.RemoveRow _, Write.PutHead _, Write.PutTrashEntry _, Write.RemoveTrashEntry _ ->
                throw new IllegalArgumentException("this write does not tell whether its change is there");
        };
    }

    private boolean exists(AccountId account, FileVersion row) {
        return get(VersionItem.keyOf(account, row))
                .map(VersionItem::read)
                .filter(row::equals)
                .isPresent();
    }

    private boolean exists(Upload upload) {
        return get(UploadItem.key(upload.account(), upload.id()))
                .map(UploadItem::read)
                .filter(upload::equals)
                .isPresent();
    }

    private Optional<Item> get(Map<String, AttributeValue> key) {
        return files.get(key);
    }
}
