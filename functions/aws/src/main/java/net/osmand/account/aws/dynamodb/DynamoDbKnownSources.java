package net.osmand.account.aws.dynamodb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.osmand.account.core.codes.KnownSources;
import net.osmand.account.core.codes.Source;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.KeyedHash;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores known networks and browsers of an account in the accounts table, as keyed hashes. */
public final class DynamoDbKnownSources implements KnownSources {
    private static final Duration KEPT = Duration.ofDays(183);

    private final DynamoDbClient client;
    private final Table accounts;
    private final KeyedHash hash;

    public DynamoDbKnownSources(DynamoDbClient client, String accountsTable, KeyedHash hash) {
        this.client = client;
        accounts = new Table(client, accountsTable);
        this.hash = hash;
    }

    @Override
    public boolean isKnown(AccountId account, Source source) {
        return keys(account, source).stream().anyMatch(key -> accounts.get(key).isPresent());
    }

    @Override
    public boolean isKnownBrowser(AccountId account, Source source) {
        return source.browser()
                .filter(browser -> accounts.get(browserKey(account, browser)).isPresent())
                .isPresent();
    }

    @Override
    public void remember(AccountId account, Source source, long now) {
        var expiresAt = Map.of(":ttl", Item.number((now + KEPT.toMillis()) / 1000));
        keys(account, source)
                .forEach(key -> client.updateItem(r -> r.tableName(accounts.name())
                        .key(key)
                        .updateExpression("SET #ttl = :ttl")
                        .expressionAttributeNames(Map.of("#ttl", Item.TTL))
                        .expressionAttributeValues(expiresAt)));
    }

    private List<Map<String, AttributeValue>> keys(AccountId account, Source source) {
        var keys = new ArrayList<Map<String, AttributeValue>>();
        source.browser().ifPresent(browser -> keys.add(browserKey(account, browser)));
        keys.add(Item.of(AccountItem.pk(account), "SOURCE#" + hash.of(source.network()))
                .key());
        return keys;
    }

    private Map<String, AttributeValue> browserKey(AccountId account, String browser) {
        return Item.of(AccountItem.pk(account), "BROWSER#" + hash.of(browser)).key();
    }
}
