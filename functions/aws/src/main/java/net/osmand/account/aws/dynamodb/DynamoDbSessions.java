package net.osmand.account.aws.dynamodb;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.account.Device;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.Sessions;
import net.osmand.account.core.account.WebSession;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.WebErrorException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** Stores web sessions in the accounts table, next to their account. */
public final class DynamoDbSessions implements Sessions {
    private static final String EXISTS = "attribute_exists(pk)";

    private final DynamoDbClient client;
    private final Table accounts;
    private final String filesTable;
    private final Plan defaultPlan;
    private final Clock clock;
    private final SecureRandom random;

    /** @param defaultPlan plan of accounts without a plan of their own */
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
    public Optional<Found> find(AccessToken secret, Optional<FileRead> file) {
        var id = secret.account();
        var accountKey = AccountItem.key(id);
        var sessionKey = SessionItem.key(secret);
        var found = accounts.read(
                Map.of(accounts.name(), List.of(accountKey, sessionKey), filesTable, FileItems.keys(id, file)));
        var usage = Optional.ofNullable(found.get(UsageItem.key(id))).map(UsageItem::read);
        var state = file.map(read -> FileItems.state(id, read, found));
        return Optional.ofNullable(found.get(accountKey))
                .flatMap(account -> Optional.ofNullable(found.get(sessionKey))
                        .map(SessionItem::read)
                        .flatMap(session -> usage.flatMap(u -> AccountItem.webDevice(account)
                                .map(device -> Device.web(device, session.language(), session.startedAt()))
                                .map(device -> new Caller(
                                        AccountItem.read(account, defaultPlan, clock.millis()), device, u, state))
                                .map(caller -> new Found(caller, session)))));
    }

    @Override
    public Device webDevice(AccountId account, String language, long now) {
        // The first request decides the number. If it crashes before it writes the device, the next sign-in writes it.
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
            // The account was deleted after its password or code was checked.
            throw new WebErrorException(WebErrorException.Reason.UNKNOWN_EMAIL);
        }
    }

    @Override
    public void start(AccountId account, WebSession session) {
        client.putItem(r -> r.tableName(accounts.name())
                .item(SessionItem.write(account, session).attributes()));
    }

    @Override
    public List<WebSession> all(AccountId account) {
        return accounts.rows(AccountItem.pk(account), SessionItem.PREFIX)
                .map(SessionItem::read)
                .toList();
    }

    @Override
    public void extend(AccessToken secret, long now, long expiresAt) {
        try {
            client.updateItem(r -> r.tableName(accounts.name())
                    .key(SessionItem.key(secret))
                    .updateExpression("SET lastUsedAt = :now, expiresAt = :at, #ttl = :ttl")
                    .conditionExpression(EXISTS)
                    .expressionAttributeNames(Map.of("#ttl", Item.TTL))
                    .expressionAttributeValues(Map.of(
                            ":now", Item.number(now),
                            ":at", Item.number(expiresAt),
                            ":ttl", Item.number(expiresAt / 1000))));
        } catch (ConditionalCheckFailedException e) {
            // The session was ended concurrently and stays ended.
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
    public OptionalLong endAll(AccountId account) {
        var valid = raise(account);
        accounts.rows(AccountItem.pk(account), SessionItem.PREFIX)
                .map(Item::key)
                .forEach(key ->
                        client.deleteItem(r -> r.tableName(accounts.name()).key(key)));
        return valid;
    }

    private OptionalLong raise(AccountId account) {
        try {
            return new Item(client.updateItem(r -> r.tableName(accounts.name())
                                    .key(AccountItem.key(account))
                                    .updateExpression("ADD " + AccountItem.SESSION_ACCESS + " :one")
                                    .conditionExpression(EXISTS)
                                    .expressionAttributeValues(Map.of(":one", Item.number(1)))
                                    .returnValues(ReturnValue.UPDATED_NEW))
                            .attributes())
                    .optionalNumber(AccountItem.SESSION_ACCESS);
        } catch (ConditionalCheckFailedException e) {
            // The account and its sessions were deleted concurrently.
            return OptionalLong.empty();
        }
    }
}
