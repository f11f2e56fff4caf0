package net.osmand.account.aws.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * Queries the items of an account, by key and by the two indexes. A range that ends before it starts is empty here;
 * DynamoDB would reject it.
 */
final class FileQueries {
    private static final String BY_TIME = "ByTime";
    private static final String BY_END = "ByEnd";

    private final Table files;

    FileQueries(Table files) {
        this.files = files;
    }

    /** Returns items whose sort keys start with the prefix, in key order. The stream queries each page on demand. */
    Stream<Item> beginning(AccountId account, String prefix) {
        return files.rows(AccountItem.pk(account), prefix);
    }

    /** Returns the last row of a range of sort keys, both ends included, with one Query of one row. */
    Optional<FileVersion> newest(AccountId account, String from, String to) {
        if (to.compareTo(from) < 0) {
            return Optional.empty();
        }
        var query = by(account, null, Item.SK, Item.text(from), Item.text(to))
                .scanIndexForward(false)
                .limit(1)
                .build();
        return files.client().query(query).items().stream()
                .map(Item::new)
                .map(VersionItem::read)
                .findFirst();
    }

    /**
     * Returns the content versions and then the deletion markers of a file, each oldest first. From the beginning, both
     * are one range of keys. Rows newer than the end are skipped, which costs another page if there are many.
     */
    List<FileVersion> rows(AccountId account, FileKey file, long after, long until, int limit) {
        var rows = new ArrayList<FileVersion>();
        if (after == 0) {
            range(account, VersionItem.content(file, 0), VersionItem.marker(file, until), limit)
                    .filter(row -> row.updateTime() <= until)
                    .limit(limit)
                    .forEach(rows::add);
        } else {
            range(account, VersionItem.content(file, after + 1), VersionItem.content(file, until), limit)
                    .limit(limit)
                    .forEach(rows::add);
            range(account, VersionItem.marker(file, after + 1), VersionItem.marker(file, until), limit)
                    .limit(limit - rows.size())
                    .forEach(rows::add);
        }
        return rows;
    }

    /** Queries pages of the given size. The stream reads each page on demand. */
    private Stream<FileVersion> range(AccountId account, String from, String to, int page) {
        if (to.compareTo(from) < 0) {
            return Stream.empty();
        }
        var query = by(account, null, Item.SK, Item.text(from), Item.text(to))
                .limit(page)
                .build();
        return files.client().queryPaginator(query).items().stream()
                .map(Item::new)
                .map(VersionItem::read);
    }

    /** Returns all rows by time, newest first, page by page. */
    Stream<List<Item>> pages(AccountId account) {
        var query = QueryRequest.builder()
                .tableName(files.name())
                .indexName(BY_TIME)
                .consistentRead(true)
                .scanIndexForward(false)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", Item.text(AccountItem.pk(account))))
                .build();
        return files.pages(query);
    }

    /** Returns the items of a range of sort keys, both ends included, with one Query. */
    List<Item> between(AccountId account, String from, String to, int limit) {
        return to.compareTo(from) < 0
                ? List.of()
                : one(by(account, null, Item.SK, Item.text(from), Item.text(to)), true, limit);
    }

    /** Returns the rows of a range of times, both ends included, with one Query of the index by time. */
    List<Item> byTime(AccountId account, long from, long to, boolean oldestFirst, int limit) {
        return to < from
                ? List.of()
                : one(by(account, BY_TIME, "t", Item.number(from), Item.number(to)), oldestFirst, limit);
    }

    /**
     * Returns the trash entries that end in a range of times, both ends included, with one Query of the index by end.
     */
    List<Item> byEnd(AccountId account, long from, long to, boolean earliestFirst, int limit) {
        return to < from ? List.of() : one(byEnd(account, from, to), earliestFirst, limit);
    }

    /** Counts trash entries with count-only Query pages. */
    long countByEnd(AccountId account, long from, long to) {
        if (to < from) {
            return 0;
        }
        var query =
                byEnd(account, from, to).select(Select.COUNT).limit(Table.PAGE).build();
        return files.client().queryPaginator(query).stream()
                .mapToLong(QueryResponse::count)
                .sum();
    }

    private QueryRequest.Builder byEnd(AccountId account, long from, long to) {
        return by(account, BY_END, TrashItem.UNTIL, Item.number(from), Item.number(to));
    }

    /** Needs a second Query only if the items exceed 1 MB. Without it the caller would take them for all. */
    private List<Item> one(QueryRequest.Builder query, boolean forward, int limit) {
        return files
                .client()
                .queryPaginator(query.scanIndexForward(forward).limit(limit).build())
                .items()
                .stream()
                .limit(limit)
                .map(Item::new)
                .toList();
    }

    private QueryRequest.Builder by(
            AccountId account, @Nullable String index, String sortKey, AttributeValue from, AttributeValue to) {
        return QueryRequest.builder()
                .tableName(files.name())
                .indexName(index)
                .consistentRead(true)
                .keyConditionExpression("pk = :pk AND #range BETWEEN :from AND :to")
                .expressionAttributeNames(Map.of("#range", sortKey))
                .expressionAttributeValues(Map.of(":pk", Item.text(AccountItem.pk(account)), ":from", from, ":to", to));
    }

    /** Returns the keys of all items of the account, with Query pages. */
    List<Map<String, AttributeValue>> keys(AccountId account) {
        var query = files.beginning(AccountItem.pk(account), "")
                .projectionExpression("pk, sk")
                .build();
        var keys = new ArrayList<Map<String, AttributeValue>>();
        files.pages(query).forEach(items -> items.forEach(item -> keys.add(item.key())));
        return keys;
    }
}
