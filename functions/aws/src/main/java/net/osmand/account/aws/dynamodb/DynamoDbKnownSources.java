package net.osmand.account.aws.dynamodb;

import java.time.Duration;
import java.util.Map;
import net.osmand.account.core.codes.KnownIpAddresses;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.KeyedHash;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Known sources beside their account in the accounts table, as keyed hashes. */
public final class DynamoDbKnownIpAddresses implements KnownIpAddresses {
    private static final Duration KEPT = Duration.ofDays(183);

    private final DynamoDbClient client;
    private final Table accounts;
    private final KeyedHash hash;

    public DynamoDbKnownIpAddresses(DynamoDbClient client, String accountsTable, KeyedHash hash) {
        this.client = client;
        accounts = new Table(client, accountsTable);
        this.hash = hash;
    }

    @Override
    public boolean isKnown(AccountId account, String source) {
        return accounts.get(key(account, source)).isPresent();
    }

    @Override
    public void remember(AccountId account, String source, long now) {
        client.updateItem(r -> r.tableName(accounts.name())
                .key(key(account, source))
                .updateExpression("SET #ttl = :ttl")
                .expressionAttributeNames(Map.of("#ttl", Item.TTL))
                .expressionAttributeValues(Map.of(":ttl", Item.number((now + KEPT.toMillis()) / 1000))));
    }

    private Map<String, AttributeValue> key(AccountId account, String source) {
        return Item.of(AccountItem.pk(account), "SOURCE#" + hash.of(source)).key();
    }
}
