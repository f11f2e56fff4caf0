package net.osmand.account.aws.dynamodb;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.osmand.account.core.account.StorageBreakdown;
import net.osmand.account.core.account.StorageBreakdown.Amount;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.account.Usage.Check;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.account.UsageLimit.Figure;
import net.osmand.account.core.files.Change;
import net.osmand.account.core.files.FileIndex;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileCategory.Category;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Reads and writes the usage of an account as an item of the files table.
 *
 * <p>Attributes: last newest update time, fb bytes of free types, lb bytes, lf files, kb kept bytes, tb bytes in the
 * trash, up open uploads, rem newest removal, emp emptied until, hid hidden deletions, pur purges, v versions. For each
 * category (p places, s settings, r resources, m maps): f files, b bytes, g gzip bytes. For the check: sh shard and ck
 * day of the next check, cu checked until, fd day of the last full check. dt last change of details. Each change pays
 * for the item twice, so it stays below 1 kB.
 */
final class UsageItem {
    static final String SK = "USAGE";

    /** Newest update time of the account, epoch milliseconds. */
    static final String LAST = "last";

    /** Shard of the index {@code ByCheck}. */
    static final String SHARD = "sh";

    /** Day of the next check, the sort key of that index. */
    static final String CHECK = "ck";

    /** Time of the last change of details, epoch milliseconds. Changes of files neither write nor check it. */
    static final String DETAILS = "dt";

    static final String CHECKED_UNTIL = "cu";
    static final String FULL_DAY = "fd";

    private static final String NEWEST_REMOVAL = "rem";
    private static final String EMPTIED = "emp";
    private static final String TRASH_BYTES = "tb";
    private static final String PURGES = "pur";
    private static final String VERSIONS = "v";

    private UsageItem() {}

    static Map<String, AttributeValue> key(AccountId account) {
        return Item.of(AccountItem.pk(account), SK).key();
    }

    /** Returns the shard of {@code ByCheck} that contains the account. */
    static long shard(AccountId account) {
        return account.value() % FileIndex.CHECK_SHARDS;
    }

    /** Returns the attribute of a figure that has a limit. */
    static String name(Figure figure) {
        return switch (figure) {
            case FREE_BYTES -> "fb";
            case BYTES -> "lb";
            case FILES -> "lf";
            case KEPT_BYTES -> "kb";
            case UPLOADS -> "up";
            case HIDDEN -> "hid";
        };
    }

    private static String name(Category category) {
        return switch (category) {
            case MY_PLACES -> "p";
            case SETTINGS -> "s";
            case RESOURCES -> "r";
            case MAPS -> "m";
        };
    }

    /** Creates the whole item. Figures that appear in conditions are stored even if they are 0. */
    static Item write(AccountId account, Usage usage) {
        var item = Item.of(AccountItem.pk(account), SK)
                .with(LAST, usage.lastUpdateTime())
                .with(NEWEST_REMOVAL, usage.newestRemoval())
                .with(EMPTIED, usage.emptiedUntil())
                .with(TRASH_BYTES, usage.trashBytes())
                .with(PURGES, usage.purges())
                .with(VERSIONS, usage.holdings().versions())
                .with(SHARD, shard(account))
                .with(CHECK, usage.check().day())
                .with(CHECKED_UNTIL, usage.check().checkedUntil())
                .with(FULL_DAY, usage.check().fullDay());
        for (var figure : Figure.values()) {
            item.with(name(figure), usage.of(figure));
        }
        usage.holdings()
                .categories()
                .forEach((category, amount) -> item.with(name(category) + "f", amount.files())
                        .with(name(category) + "b", amount.bytes())
                        .with(name(category) + "g", amount.gzipBytes()));
        return item;
    }

    static Usage read(Item item) {
        return new Usage(
                item.number(name(Figure.FREE_BYTES), 0),
                item.number(name(Figure.BYTES), 0),
                item.number(name(Figure.FILES), 0),
                item.number(name(Figure.KEPT_BYTES), 0),
                item.number(TRASH_BYTES, 0),
                item.number(name(Figure.UPLOADS), 0),
                item.number(LAST, 0),
                item.number(NEWEST_REMOVAL, 0),
                item.number(EMPTIED, 0),
                item.number(name(Figure.HIDDEN), 0),
                item.number(PURGES, 0),
                holdings(item),
                new Check(item.number(CHECK, 0), item.number(CHECKED_UNTIL, 0), item.number(FULL_DAY, 0)));
    }

    private static StorageBreakdown holdings(Item item) {
        var categories = new EnumMap<Category, Amount>(Category.class);
        for (var category : Category.values()) {
            var name = name(category);
            categories.put(
                    category,
                    new Amount(item.number(name + "f", 0), item.number(name + "b", 0), item.number(name + "g", 0)));
        }
        return new StorageBreakdown(item.number(VERSIONS, 0), categories);
    }

    /** Returns the update of the usage in a change's transaction, with all its conditions. */
    static Update update(String table, Change change) {
        var expression = new Expression();
        return Update.builder()
                .tableName(table)
                .key(key(change.account()))
                .updateExpression("SET " + String.join(", ", set(expression, change)) + add(expression, change.usage()))
                .conditionExpression(String.join(" AND ", conditions(expression, change)))
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    private static List<String> conditions(Expression expression, Change change) {
        var conditions = new ArrayList<String>();
        conditions.add("attribute_exists(pk)");
        conditions.add(expression.name(LAST) + " < " + expression.value(change.time()));
        change.last().ifPresent(last -> conditions.add(expression.is(LAST, last)));
        change.limits()
                .forEach(limit ->
                        conditions.add(expression.name(name(limit.figure())) + " <= " + expression.value(limit.max())));
        if (!change.checkDay().moves()) {
            conditions.add(expression.name(CHECK) + " <= "
                    + expression.value(change.checkDay().day()));
        }
        return conditions;
    }

    private static List<String> set(Expression expression, Change change) {
        var set = new ArrayList<String>();
        set.add(expression.is(LAST, change.time()));
        if (change.usage().removes()) {
            set.add(expression.is(NEWEST_REMOVAL, change.time()));
        }
        change.usage().emptiedUntil().ifPresent(until -> set.add(expression.is(EMPTIED, until)));
        if (change.checkDay().moves()) {
            set.add(expression.is(CHECK, change.checkDay().day()));
            set.add(expression.is(SHARD, shard(change.account())));
        }
        return set;
    }

    /** Returns the ADD clause of the figures that are not 0. */
    private static String add(Expression expression, UsageChange change) {
        var add = new ArrayList<String>();
        for (var figure : Figure.values()) {
            add(add, expression, name(figure), of(change, figure));
        }
        add(add, expression, TRASH_BYTES, change.trashBytes());
        add(add, expression, PURGES, change.purges());
        add(add, expression, VERSIONS, change.versions());
        change.categories().forEach((category, amount) -> {
            add(add, expression, name(category) + "f", amount.files());
            add(add, expression, name(category) + "b", amount.bytes());
            add(add, expression, name(category) + "g", amount.gzipBytes());
        });
        return add.isEmpty() ? "" : " ADD " + String.join(", ", add);
    }

    private static void add(List<String> add, Expression expression, String name, long figure) {
        if (figure != 0) {
            add.add(expression.name(name) + " " + expression.value(figure));
        }
    }

    private static long of(UsageChange change, Figure figure) {
        return switch (figure) {
            case FREE_BYTES -> change.freeBytes();
            case BYTES -> change.bytes();
            case FILES -> change.files();
            case KEPT_BYTES -> change.keptBytes();
            case UPLOADS -> change.uploads();
            case HIDDEN -> change.hidden();
        };
    }
}
