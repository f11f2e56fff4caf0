package net.osmand.account.aws.dynamodb;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import net.osmand.account.files.FileKey;
import net.osmand.account.files.FileVersion;
import net.osmand.account.files.FileVersions.TrashTimer;
import net.osmand.account.files.FileVersions.Trashed;
import net.osmand.account.identity.AccountId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A trash timer as an item of the files table, which DynamoDB removes some time after it ended. */
final class TimerRow {
    static final String PREFIX = "T#";

    static final String UNTIL = "until";

    /** Update time of the deletion marker; rows of older releases lack it. The word is reserved. */
    static final String AT = "at";

    static final Map<String, String> NAME_AT = Map.of("#at", AT);

    /** Holds where the entry is there, and of the deletion {@code :at} as far as it says. */
    static final String IS_OF = "attribute_exists(pk) AND (attribute_not_exists(#at) OR #at = :at)";

    private TimerRow() {}

    static Map<String, AttributeValue> key(AccountId account, FileKey key) {
        return empty(account, key).key();
    }

    static Row write(TrashTimer timer) {
        return empty(timer.account(), timer.key())
                .with("ty", timer.key().type())
                .with("n", timer.key().name())
                .with(UNTIL, timer.trashedUntil())
                .with(Row.TTL, Math.ceilDiv(timer.trashedUntil(), 1000))
                .with("due", day(timer.trashedUntil()).toString());
    }

    static TrashTimer read(Row row) {
        return new TrashTimer(AccountRow.id(row.pk()), VersionRow.key(row), row.number(UNTIL, 0));
    }

    /** The day in UTC. */
    static LocalDate day(long millis) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }

    /** With what the list of the trash shows. */
    static Row write(TrashTimer timer, FileVersion marker) {
        var row = write(timer).with(AT, marker.updateTime());
        return marker.author().isEmpty() ? row : row.with("a", marker.author());
    }

    static Trashed readTrashed(Row row) {
        return new Trashed(VersionRow.key(row), row.number(AT, 0), row.number(UNTIL, 0), row.text("a", ""));
    }

    private static Row empty(AccountId account, FileKey key) {
        return Row.of(AccountRow.pk(account), PREFIX + key.hash());
    }
}
