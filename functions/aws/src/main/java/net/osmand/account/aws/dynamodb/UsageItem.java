package net.osmand.account.aws.dynamodb;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import net.osmand.account.core.account.QuotaReservation;
import net.osmand.account.core.account.QuotaReservations;
import net.osmand.account.core.account.StorageBreakdown;
import net.osmand.account.core.account.StorageBreakdown.Amount;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.account.Usage.Emptied;
import net.osmand.account.core.account.Usage.Removals;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileCategory.Category;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The usage of an account as an item of the files table. Each category has counters of its own, such as {@code MY_PLACES_files}.
 */
final class UsageItem {
    static final String SK = "USAGE";

    /** The newest update time given out, epoch milliseconds. The word is reserved, so expressions say {@code #last}. */
    static final String LAST = "last";

    /** The newest of those times that was given out for a removal. */
    static final String REMOVED_AT = "removedAt";

    /** How many removals came to their end. */
    static final String REMOVALS = "removals";

    /** What was deleted until then was emptied out of the trash, epoch milliseconds. */
    static final String EMPTIED = "emptied";

    /** Single deletions that were emptied out of the trash and whose files are not all removed, by their times. */
    static final String HIDDEN = "hiddenDeletions";

    private static final String VERSIONS = "versions";

    private static final String ADD =
            "ADD freeBytes :freeBytes, freeFiles :freeFiles, paidBytes :paidBytes, paidFiles :paidFiles";

    /** Counts the reservations that were ever added. */
    static final String REVISION = "reservations";

    /** One attribute for each upload that takes room. */
    private static final String RESERVED = "up:";

    private UsageItem() {}

    static String reserved(String upload) {
        return RESERVED + upload;
    }

    static AttributeValue write(QuotaReservation reservation) {
        return AttributeValue.fromM(Map.of(
                "free", AttributeValue.fromBool(reservation.free()),
                "bytes", Item.number(reservation.bytes()),
                "until", Item.number(reservation.until())));
    }

    private static QuotaReservations reservations(Item row) {
        var all = row.attributes().entrySet().stream()
                .filter(attribute -> attribute.getKey().startsWith(RESERVED))
                .map(attribute -> reservation(
                        attribute.getKey().substring(RESERVED.length()),
                        new Item(attribute.getValue().m())))
                .toList();
        return new QuotaReservations(row.number(REVISION, 0), all);
    }

    private static QuotaReservation reservation(String upload, Item value) {
        return new QuotaReservation(upload, value.flag("free"), value.number("bytes", 0), value.number("until", 0));
    }

    /** A part of an UpdateItem; the condition is empty if there is none. */
    record Update(String expression, String condition, Map<String, AttributeValue> values) {
        /** The same, and one more removal that came to its end. */
        Update afterRemoval() {
            var more = new LinkedHashMap<>(values);
            more.put(":removal", Item.number(1));
            return new Update(expression + ", removals :removal", condition, more);
        }
    }

    static Map<String, AttributeValue> key(AccountId account) {
        return Item.of(AccountItem.pk(account), SK).key();
    }

    static Usage read(Item row) {
        return new Usage(
                row.number("freeBytes", 0),
                row.number("freeFiles", 0),
                row.number("paidBytes", 0),
                row.number("paidFiles", 0),
                row.number(LAST, 0),
                reservations(row),
                holdings(row),
                new Removals(row.number(REMOVED_AT, 0), row.number(REMOVALS, 0)),
                new Emptied(row.number(EMPTIED, 0), row.numbers(HIDDEN)));
    }

    private static StorageBreakdown holdings(Item row) {
        var categories = new EnumMap<Category, Amount>(Category.class);
        for (var category : Category.values()) {
            categories.put(
                    category,
                    new Amount(
                            row.number(category + "_files", 0),
                            row.number(category + "_bytes", 0),
                            row.number(category + "_gzip", 0)));
        }
        return new StorageBreakdown(row.number(VERSIONS, 0), categories);
    }

    /** Adds a change to all counters. */
    static Update change(UsageChange change) {
        var values = plans(change.freeBytes(), change.freeFiles(), change.paidBytes(), change.paidFiles());
        values.put(":versions", Item.number(change.versions()));
        var category = category(change.category(), change.amount(), values);
        return new Update(ADD + ", versions :versions, " + category.replace(" = ", " "), "", values);
    }

    /** Replaces all counters, where nobody changed them since they were seen. */
    static Update reconcile(Usage seen, Usage counted) {
        var values = plans(counted.freeBytes(), counted.freeFiles(), counted.paidBytes(), counted.paidFiles());
        var set = new StringBuilder("SET freeBytes = :freeBytes, freeFiles = :freeFiles, paidBytes = :paidBytes,"
                + " paidFiles = :paidFiles, versions = :versions");
        var holdings = counted.holdings();
        values.put(":versions", Item.number(holdings.versions()));
        for (var category : Category.values()) {
            set.append(", ").append(category(category, holdings.in(category), values));
        }
        values.put(":last", Item.number(seen.lastUpdateTime()));
        values.put(":seenFreeBytes", Item.number(seen.freeBytes()));
        values.put(":seenFreeFiles", Item.number(seen.freeFiles()));
        values.put(":seenPaidBytes", Item.number(seen.paidBytes()));
        values.put(":seenPaidFiles", Item.number(seen.paidFiles()));
        values.put(":seenVersions", Item.number(seen.holdings().versions()));
        var condition = "#last = :last AND freeBytes = :seenFreeBytes AND freeFiles = :seenFreeFiles"
                + " AND paidBytes = :seenPaidBytes AND paidFiles = :seenPaidFiles AND versions = :seenVersions";
        return new Update(set.toString(), condition, values);
    }

    private static Map<String, AttributeValue> plans(long freeBytes, long freeFiles, long paidBytes, long paidFiles) {
        var values = new LinkedHashMap<String, AttributeValue>();
        values.put(":freeBytes", Item.number(freeBytes));
        values.put(":freeFiles", Item.number(freeFiles));
        values.put(":paidBytes", Item.number(paidBytes));
        values.put(":paidFiles", Item.number(paidFiles));
        return values;
    }

    /** The category's part of a SET, whose values are put. */
    private static String category(Category category, Amount amount, Map<String, AttributeValue> values) {
        values.put(":" + category + "_files", Item.number(amount.files()));
        values.put(":" + category + "_bytes", Item.number(amount.bytes()));
        values.put(":" + category + "_gzip", Item.number(amount.gzipBytes()));
        return "%1$s_files = :%1$s_files, %1$s_bytes = :%1$s_bytes, %1$s_gzip = :%1$s_gzip".formatted(category);
    }
}
