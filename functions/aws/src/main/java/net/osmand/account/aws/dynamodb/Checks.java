package net.osmand.account.aws.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.files.FileIndex.Due;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.UnavailableException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Days on which accounts are checked, stored as attributes of the usage with the sparse index {@code ByCheck}. */
final class Checks {
    private static final String INDEX = "ByCheck";

    private final DynamoDbClient changes;
    private final Table files;

    /** @param changes client that does not retry after a conflict */
    Checks(DynamoDbClient changes, Table files) {
        this.changes = changes;
        this.files = files;
    }

    /**
     * Returns accounts that are due, ordered by day, in one Query. The index over all accounts is eventually
     * consistent.
     */
    List<Due> due(int shard, long today, Optional<Due> after, int limit) {
        var expression = new Expression();
        var condition = expression.is(UsageItem.SHARD, shard) + " AND " + expression.name(UsageItem.CHECK) + " <= "
                + expression.value(today);
        var query = QueryRequest.builder()
                .tableName(files.name())
                .indexName(INDEX)
                .keyConditionExpression(condition)
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values())
                .limit(limit);
        after.ifPresent(last -> query.exclusiveStartKey(key(last)));
        return files.client().query(query.build()).items().stream()
                .map(Item::new)
                .map(item -> new Due(AccountItem.id(item.pk()), item.number(UsageItem.CHECK, 0)))
                .toList();
    }

    private static Map<String, AttributeValue> key(Due last) {
        return Item.of(AccountItem.pk(last.account()), UsageItem.SK)
                .with(UsageItem.SHARD, UsageItem.shard(last.account()))
                .with(UsageItem.CHECK, last.day())
                .attributes();
    }

    /**
     * Moves the check of an account to another day with one UpdateItem. A conditional write that fails because the
     * SDK's first attempt succeeded counts as success.
     */
    boolean move(AccountId account, Usage seen, Usage.Check next) {
        var expression = new Expression();
        var set = String.join(
                ", ",
                expression.is(UsageItem.CHECK, next.day()),
                expression.is(UsageItem.CHECKED_UNTIL, next.checkedUntil()),
                expression.is(UsageItem.FULL_DAY, next.fullDay()),
                expression.is(UsageItem.SHARD, UsageItem.shard(account)));
        var condition = expression.is(UsageItem.LAST, seen.lastUpdateTime()) + " AND "
                + expression.is(UsageItem.CHECK, seen.check().day());
        try {
            changes.updateItem(r -> r.tableName(files.name())
                    .key(UsageItem.key(account))
                    .updateExpression("SET " + set)
                    .conditionExpression(condition)
                    .expressionAttributeNames(expression.names())
                    .expressionAttributeValues(expression.values())
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return e.hasItem() && isMoved(UsageItem.read(new Item(e.item())), seen, next);
        } catch (UnavailableException e) {
            if (e.getCause() != null && Contention.isContention(e.getCause())) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isMoved(Usage found, Usage seen, Usage.Check next) {
        return found.lastUpdateTime() == seen.lastUpdateTime() && found.check().equals(next);
    }
}
