package net.osmand.account.aws.dynamodb;

import java.time.Duration;
import java.util.Optional;
import net.osmand.account.core.mail.MailSuppressions;
import net.osmand.account.core.values.EmailAddress;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Stores bounces and complaints in the accounts table, next to the pointer of the address, for half a year. */
public final class DynamoDbMailSuppressions implements MailSuppressions {
    private static final String KIND = "kind";
    private static final Duration KEPT = Duration.ofDays(182);

    private final DynamoDbClient client;
    private final Table accounts;

    public DynamoDbMailSuppressions(DynamoDbClient client, String accountsTable) {
        this.client = client;
        accounts = new Table(client, accountsTable);
    }

    @Override
    public void record(EmailAddress address, Report report, long since) {
        var row = empty(address)
                .with(KIND, report.name())
                .with("since", since)
                .with(Item.TTL, (since + KEPT.toMillis()) / 1000);
        client.putItem(r -> r.tableName(accounts.name()).item(row.attributes()));
    }

    @Override
    public Optional<Report> find(EmailAddress address) {
        return accounts.get(empty(address).key()).map(row -> Report.valueOf(row.requiredText(KIND)));
    }

    private static Item empty(EmailAddress address) {
        return Item.of(PointerItem.pk(address), "MAIL");
    }
}
