package net.osmand.account.aws.dynamodb;

import java.time.Duration;
import java.util.Optional;
import net.osmand.account.identity.EmailAddress;
import net.osmand.account.mail.MailTroubles;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Troubles with addresses in the accounts table, beside the pointer of the address, for half a year. */
public final class DynamoDbMailTroubles implements MailTroubles {
    private static final String KIND = "kind";
    private static final Duration KEPT = Duration.ofDays(182);

    private final DynamoDbClient client;
    private final Table accounts;

    public DynamoDbMailTroubles(DynamoDbClient client, String accountsTable) {
        this.client = client;
        accounts = new Table(client, accountsTable);
    }

    @Override
    public void mark(EmailAddress address, Trouble trouble, long since) {
        var row = empty(address)
                .with(KIND, trouble.name())
                .with("since", since)
                .with(Row.TTL, (since + KEPT.toMillis()) / 1000);
        client.putItem(r -> r.tableName(accounts.name()).item(row.attributes()));
    }

    @Override
    public Optional<Trouble> find(EmailAddress address) {
        return accounts.get(empty(address).key()).map(row -> Trouble.valueOf(row.requiredText(KIND)));
    }

    private static Row empty(EmailAddress address) {
        return Row.of(PointerRow.pk(address), "MAIL");
    }
}
