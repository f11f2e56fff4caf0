package net.osmand.account.aws.dynamodb;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.account.Access;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.account.Device;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.Sessions;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.WebErrorException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** Web sessions in the accounts table, beside their account. */
public final class DynamoDbSessions implements Sessions {
    private static final String EXISTS = "attribute_exists(pk)";

    private final DynamoDbClient client;
    private final Table accounts;
    private final String filesTable;
    private final Plan defaultPlan;
    private final Clock clock;
    private final SecureRandom random;

    /** With the plan of accounts that have no plan of their own. */
    public DynamoDbSessions(
            DynamoDbClient client,
            String accountsTable,
            String filesTable,
            Plan defaultPlan,
            Clock clock,
            SecureRandom random) {
        this.client = client;
        accounts = new Table(client, accountsTable);
        this.filesTable = filesTable;
        this.defaultPlan = defaultPlan;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Optional<Session> find(AccessToken secret, Optional<FileRead> file) {
        var id = secret.account();
        var accountKey = AccountItem.key(id);
        var sessionKey = SessionItem.key(secret);
        var found = accounts.read(
                Map.of(accounts.name(), List.of(accountKey, sessionKey), filesTable, FileItems.keys(id, file)));
        var usage = Optional.ofNullable(found.get(UsageItem.key(id))).map(UsageItem::read);
        var state = file.map(read -> FileItems.state(id, read, found));
        return Optional.ofNullable(found.get(accountKey))
                .flatMap(account -> Optional.ofNullable(found.get(sessionKey))
                        .flatMap(session -> usage.flatMap(u -> AccountItem.webDevice(account)
                                .map(device -> Device.web(
                                        device, session.text("language", ""), session.number("startedAt", 0)))
                                .map(device -> new Caller(
                                        AccountItem.read(account, defaultPlan, clock.millis()), device, u, state))
                                .map(caller -> session(session, caller)))));
    }

    private static Session session(Item session, Caller caller) {
        return new Session(
                caller,
                session.number(SessionItem.ACCESS, Access.INITIAL.sessions()),
                session.number("startedAt", 0),
                session.number(SessionItem.EXPIRES_AT, 0));
    }

    @Override
    public Device webDevice(AccountId account, String language, long now) {
        // The first to come decides the number; a kill before the put is made good by the next sign-in.
        var id = AccountItem.webDevice(withWebDevice(account)).orElseThrow();
        var device = Device.web(id, language, now);
        client.updateItem(r -> r.tableName(accounts.name())
                .key(DeviceItem.key(account, id))
                .updateExpression("SET nativeId = :native, tokenHash = :none, brand = :brand, model = :model,"
                        + " #language = :language, registeredAt = if_not_exists(registeredAt, :now), lastUsedAt = :now")
                .expressionAttributeNames(Map.of("#language", "language"))
                .expressionAttributeValues(Map.of(
                        ":native", Item.text(device.nativeId()),
                        ":none", Item.text(""),
                        ":brand", Item.text(device.brand()),
                        ":model", Item.text(device.model()),
                        ":language", Item.text(language),
                        ":now", Item.number(now))));
        return device;
    }

    private Item withWebDevice(AccountId account) {
        try {
            return new Item(client.updateItem(r -> r.tableName(accounts.name())
                            .key(AccountItem.key(account))
                            .updateExpression("SET webDevice = if_not_exists(webDevice, :id)")
                            .conditionExpression(EXISTS)
                            .expressionAttributeValues(
                                    Map.of(":id", Item.number(1 + random.nextInt(Integer.MAX_VALUE))))
                            .returnValues(ReturnValue.ALL_NEW))
                    .attributes());
        } catch (ConditionalCheckFailedException e) {
            // The account was deleted since its password or code was checked.
            throw new WebErrorException(WebErrorException.Reason.UNKNOWN_EMAIL);
        }
    }

    @Override
    public void start(AccessToken secret, long access, String language, long now, long expiresAt) {
        client.putItem(r -> r.tableName(accounts.name())
                .item(SessionItem.write(secret, access, language, now, expiresAt)
                        .attributes()));
    }

    @Override
    public void extend(AccessToken secret, long expiresAt) {
        try {
            client.updateItem(r -> r.tableName(accounts.name())
                    .key(SessionItem.key(secret))
                    .updateExpression("SET expiresAt = :at, #ttl = :ttl")
                    .conditionExpression(EXISTS)
                    .expressionAttributeNames(Map.of("#ttl", Item.TTL))
                    .expressionAttributeValues(
                            Map.of(":at", Item.number(expiresAt), ":ttl", Item.number(expiresAt / 1000))));
        } catch (ConditionalCheckFailedException e) {
            // It was ended this moment, and stays so.
        }
    }

    @Override
    public void end(AccessToken secret) {
        client.deleteItem(r -> r.tableName(accounts.name()).key(SessionItem.key(secret)));
    }

    @Override
    public void end(AccountId account, String tokenHash) {
        client.deleteItem(r -> r.tableName(accounts.name()).key(SessionItem.key(account, tokenHash)));
    }

    @Override
    public void endAll(AccountId account) {
        try {
            client.updateItem(r -> r.tableName(accounts.name())
                    .key(AccountItem.key(account))
                    .updateExpression("ADD " + AccountItem.SESSION_ACCESS + " :one")
                    .conditionExpression(EXISTS)
                    .expressionAttributeValues(Map.of(":one", Item.number(1))));
        } catch (ConditionalCheckFailedException e) {
            // The account was deleted this moment, and its sessions with it.
        }
        accounts.rows(AccountItem.pk(account), SessionItem.PREFIX)
                .map(Item::key)
                .forEach(key ->
                        client.deleteItem(r -> r.tableName(accounts.name()).key(key)));
    }
}
