package net.osmand.account.aws.dynamodb;

import java.time.Duration;
import java.util.Map;
import net.osmand.account.core.mail.SentMails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Stores sent mails in the accounts table, one small item for each mail, for one day. */
public final class DynamoDbSentMails implements SentMails {
    /**
     * Validity of a claim: longer than the timeout of the sending function, shorter than the queue's visibility
     * timeout.
     */
    private static final Duration SENDING = Duration.ofMinutes(1);

    private static final Duration KEPT = Duration.ofDays(1);

    private final DynamoDbClient client;
    private final String table;

    public DynamoDbSentMails(DynamoDbClient client, String accountsTable) {
        this.client = client;
        this.table = accountsTable;
    }

    @Override
    public Claim claim(String id, long now) {
        try {
            client.updateItem(r -> r.tableName(table)
                    .key(SentMailItem.key(id))
                    .updateExpression("SET #until = :until, #ttl = :ttl")
                    .conditionExpression("attribute_not_exists(pk) OR (attribute_not_exists(#sent) AND #until <= :now)")
                    .expressionAttributeNames(
                            Map.of("#until", SentMailItem.CLAIMED_UNTIL, "#sent", SentMailItem.SENT, "#ttl", Item.TTL))
                    .expressionAttributeValues(Map.of(
                            ":until", Item.number(now + SENDING.toMillis()),
                            ":now", Item.number(now),
                            ":ttl", Item.number((now + KEPT.toMillis()) / 1000)))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return Claim.CLAIMED;
        } catch (ConditionalCheckFailedException e) {
            return e.hasItem() && e.item().containsKey(SentMailItem.SENT) ? Claim.SENT : Claim.IN_PROGRESS;
        }
    }

    @Override
    public void release(String id, long now) {
        client.updateItem(r -> r.tableName(table)
                .key(SentMailItem.key(id))
                .updateExpression("SET #until = :now")
                .expressionAttributeNames(Map.of("#until", SentMailItem.CLAIMED_UNTIL))
                .expressionAttributeValues(Map.of(":now", Item.number(now))));
    }

    @Override
    public void markSent(String id, long now) {
        client.updateItem(r -> r.tableName(table)
                .key(SentMailItem.key(id))
                .updateExpression("SET #sent = :now, #ttl = :ttl")
                .expressionAttributeNames(Map.of("#sent", SentMailItem.SENT, "#ttl", Item.TTL))
                .expressionAttributeValues(
                        Map.of(":now", Item.number(now), ":ttl", Item.number((now + KEPT.toMillis()) / 1000))));
    }
}
