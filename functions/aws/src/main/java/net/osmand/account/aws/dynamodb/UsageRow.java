package net.osmand.account.aws.dynamodb;

import java.util.LinkedHashMap;
import java.util.Map;
import net.osmand.account.files.Reservation;
import net.osmand.account.files.Reservations;
import net.osmand.account.files.Usage;
import net.osmand.account.files.UsageChange;
import net.osmand.account.identity.AccountId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The usage of an account as an item of the files table, and the expression that changes it. */
final class UsageRow {
    static final String SK = "USAGE";

    /** Adds a {@link #change} to the counters. */
    static final String ADD =
            "ADD freeBytes :freeBytes, freeFiles :freeFiles, paidBytes :paidBytes, paidFiles :paidFiles";

    /** Replaces the counters by those of {@link #counted}. */
    static final String SET =
            "SET freeBytes = :freeBytes, freeFiles = :freeFiles, paidBytes = :paidBytes, paidFiles = :paidFiles";

    /** Holds where nobody changed the usage since it was {@link #seen}. */
    static final String UNCHANGED = "#last = :last AND freeBytes = :seenFreeBytes AND freeFiles = :seenFreeFiles"
            + " AND paidBytes = :seenPaidBytes AND paidFiles = :seenPaidFiles";

    /** The newest update time given out, epoch milliseconds. The word is reserved, so expressions say {@code #last}. */
    static final String LAST = "last";

    /** Counts the reservations that were ever added. */
    static final String REVISION = "reservations";

    /** One attribute for each upload that takes room. */
    private static final String RESERVED = "up:";

    private UsageRow() {}

    static String reserved(String upload) {
        return RESERVED + upload;
    }

    static AttributeValue write(Reservation reservation) {
        return AttributeValue.fromM(Map.of(
                "free", AttributeValue.fromBool(reservation.free()),
                "bytes", Row.number(reservation.bytes()),
                "until", Row.number(reservation.until())));
    }

    private static Reservations reservations(Row row) {
        var all = row.attributes().entrySet().stream()
                .filter(attribute -> attribute.getKey().startsWith(RESERVED))
                .map(attribute -> reservation(
                        attribute.getKey().substring(RESERVED.length()),
                        new Row(attribute.getValue().m())))
                .toList();
        return new Reservations(row.number(REVISION, 0), all);
    }

    private static Reservation reservation(String upload, Row value) {
        return new Reservation(upload, value.flag("free"), value.number("bytes", 0), value.number("until", 0));
    }

    static Map<String, AttributeValue> key(AccountId account) {
        return Row.of(AccountRow.pk(account), SK).key();
    }

    static Usage read(Row row) {
        return new Usage(
                row.number("freeBytes", 0),
                row.number("freeFiles", 0),
                row.number("paidBytes", 0),
                row.number("paidFiles", 0),
                row.number(LAST, 0),
                reservations(row));
    }

    static Map<String, AttributeValue> change(UsageChange change) {
        return values(change.freeBytes(), change.freeFiles(), change.paidBytes(), change.paidFiles());
    }

    static Map<String, AttributeValue> counted(Usage usage) {
        return values(usage.freeBytes(), usage.freeFiles(), usage.paidBytes(), usage.paidFiles());
    }

    static Map<String, AttributeValue> seen(Usage usage) {
        return Map.of(
                ":last", Row.number(usage.lastUpdateTime()),
                ":seenFreeBytes", Row.number(usage.freeBytes()),
                ":seenFreeFiles", Row.number(usage.freeFiles()),
                ":seenPaidBytes", Row.number(usage.paidBytes()),
                ":seenPaidFiles", Row.number(usage.paidFiles()));
    }

    private static Map<String, AttributeValue> values(long freeBytes, long freeFiles, long paidBytes, long paidFiles) {
        var values = new LinkedHashMap<String, AttributeValue>();
        values.put(":freeBytes", Row.number(freeBytes));
        values.put(":freeFiles", Row.number(freeFiles));
        values.put(":paidBytes", Row.number(paidBytes));
        values.put(":paidFiles", Row.number(paidFiles));
        return values;
    }
}
