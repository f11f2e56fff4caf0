package net.osmand.account.aws.dynamodb;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import net.osmand.account.core.files.FileVersion;
import net.osmand.account.core.files.FileVersions.TrashTimer;
import net.osmand.account.core.files.FileVersions.Trashed;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A trash timer as an item of the files table, which DynamoDB removes some time after it ended. */
final class TimerItem {
    static final String PREFIX = "T#";

    static final String UNTIL = "until";

    /** Update time of the deletion marker. The word is reserved. */
    static final String AT = "at";

    static final Map<String, String> NAME_AT = Map.of("#at", AT);

    /** Holds if the entry is there and of the deletion {@code :at}. */
    static final String IS_OF = "#at = :at";

    private TimerItem() {}

    static Map<String, AttributeValue> key(AccountId account, FileKey key) {
        return empty(account, key).key();
    }

    static Item write(TrashTimer timer) {
        return empty(timer.account(), timer.key())
                .with("ty", timer.key().type())
                .with("n", timer.key().name())
                .with(UNTIL, timer.trashedUntil())
                .with(Item.TTL, Math.ceilDiv(timer.trashedUntil(), 1000))
                .with("due", day(timer.trashedUntil()).toString());
    }

    static TrashTimer read(Item row) {
        return new TrashTimer(AccountItem.id(row.pk()), VersionItem.key(row), row.number(UNTIL, 0));
    }

    /** The day in UTC. */
    static LocalDate day(long millis) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }

    /** With what the list of the trash shows. */
    static Item write(TrashTimer timer, FileVersion marker) {
        var row = write(timer).with(AT, marker.updateTime());
        return marker.author().isEmpty() ? row : row.with("a", marker.author());
    }

    static Trashed readTrashed(Item row) {
        return new Trashed(VersionItem.key(row), row.number(AT, 0), row.number(UNTIL, 0), row.text("a", ""));
    }

    private static Item empty(AccountId account, FileKey key) {
        return Item.of(AccountItem.pk(account), PREFIX + key.hash());
    }
}
