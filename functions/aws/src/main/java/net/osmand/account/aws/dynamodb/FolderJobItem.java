package net.osmand.account.aws.dynamodb;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import net.osmand.account.core.folders.FolderChange;
import net.osmand.account.core.folders.FolderJob;
import net.osmand.account.core.folders.FolderJob.Progress;
import net.osmand.account.core.folders.FolderJob.State;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads and writes the newest folder job of an account (docs/data-model.md#folder-job). */
final class FolderJobItem {
    static final String ID = "id";
    static final String STATE = "state";
    static final String REVISION = "r";
    static final String MOVED_AT = "movedAt";

    private static final String SK = "FOLDER";
    /** Longer than a message of its queue is kept. */
    private static final Duration KEPT = Duration.ofDays(2);

    private FolderJobItem() {}

    static Map<String, AttributeValue> key(AccountId account) {
        return Item.of(AccountItem.pk(account), SK).key();
    }

    static String state(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static Item write(FolderJob job) {
        var newFolder = job.change() instanceof FolderChange.Rename rename ? rename.newFolder() : "";
        return Item.of(AccountItem.pk(job.account()), SK)
                .with(ID, job.id())
                .with(STATE, state(job.state()))
                .with(REVISION, job.revision())
                .with(MOVED_AT, job.lastProgressAt())
                .with("d", job.device().value())
                .with("ty", job.change().type())
                .with("folder", job.change().folder())
                .with("newFolder", newFolder)
                .with("after", job.after())
                .with("done", job.progress().done())
                .with("total", job.progress().total())
                .with("left", job.progress().left())
                .with("reason", job.progress().reason())
                .with(Item.TTL, (job.lastProgressAt() + KEPT.toMillis()) / 1000);
    }

    static FolderJob read(Item item) {
        var type = item.text("ty", "");
        var folder = item.text("folder", "");
        var newFolder = item.text("newFolder", "");
        return new FolderJob(
                AccountItem.id(item.pk()),
                item.requiredText(ID),
                new DeviceId(Math.toIntExact(item.number("d", 0))),
                newFolder.isEmpty()
                        ? new FolderChange.Delete(type, folder)
                        : new FolderChange.Rename(type, folder, newFolder),
                State.valueOf(item.requiredText(STATE).toUpperCase(Locale.ROOT)),
                new Progress(
                        Math.toIntExact(item.number("done", 0)),
                        Math.toIntExact(item.number("total", 0)),
                        Math.toIntExact(item.number("left", 0)),
                        item.text("reason", "")),
                item.text("after", ""),
                item.number(REVISION, 0),
                item.number(MOVED_AT, 0));
    }
}
