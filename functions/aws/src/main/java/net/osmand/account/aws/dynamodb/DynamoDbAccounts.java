package net.osmand.account.aws.dynamodb;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.account.Access;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.account.Device;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.FileRead;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Stores accounts, devices and address pointers in the accounts table. */
public final class DynamoDbAccounts implements Accounts {
    private final DynamoDbClient client;
    private final Table accounts;
    private final String filesTable;
    private final Plan defaultPlan;
    private final Clock clock;
    private final SecureRandom random;

    /** @param defaultPlan plan of accounts without a plan of their own */
    public DynamoDbAccounts(
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
    public Optional<Caller> caller(AccountId account, DeviceId device, Optional<FileRead> file) {
        var accountKey = AccountItem.key(account);
        var deviceKey = DeviceItem.key(account, device);
        var found = accounts.read(
                Map.of(accounts.name(), List.of(accountKey, deviceKey), filesTable, FileItems.keys(account, file)));
        var accountRow = Optional.ofNullable(found.get(accountKey));
        var deviceRow = Optional.ofNullable(found.get(deviceKey));
        var usage = Optional.ofNullable(found.get(UsageItem.key(account))).map(UsageItem::read);
        var state = file.map(read -> FileItems.state(account, read, found));
        return accountRow.flatMap(a -> deviceRow.flatMap(d -> usage.map(
                u -> new Caller(AccountItem.read(a, defaultPlan, clock.millis()), DeviceItem.read(d), u, state))));
    }

    @Override
    public Optional<AccountId> find(EmailAddress email) {
        return accounts.get(PointerItem.key(email)).map(PointerItem::read);
    }

    @Override
    public Optional<Account> account(AccountId id) {
        return accounts.get(AccountItem.key(id)).map(row -> AccountItem.read(row, defaultPlan, clock.millis()));
    }

    @Override
    public AccountId create(EmailAddress email, String subject, long now) {
        while (true) {
            var id = new AccountId(1 + random.nextInt(Integer.MAX_VALUE));
            var usage = UsageItem.write(
                    id, Usage.ofNewAccount(Duration.ofMillis(now).toDays()));
            var failed = accounts.write(List.of(
                    claim(PointerItem.write(email, id)),
                    claim(AccountItem.newAccount(id, email, subject, now)),
                    claim(filesTable, usage)));
            if (failed.isEmpty()) {
                return id;
            }
            // Either a concurrent request took this address, or the number is taken and another one is drawn.
            var winner = find(email);
            if (winner.isPresent()) {
                return winner.get();
            }
        }
    }

    private TransactWriteItem claim(Item row) {
        return claim(accounts.name(), row);
    }

    private static TransactWriteItem claim(String table, Item row) {
        return TransactWriteItem.builder()
                .put(p -> p.tableName(table).item(row.attributes()).conditionExpression("attribute_not_exists(pk)"))
                .build();
    }

    @Override
    public boolean restorePointer(Account account) {
        var pointer = account.access().proven()
                ? PointerItem.write(account.email(), account.id())
                : PointerItem.writeUnproven(account.email(), account.id());
        return accounts.write(List.of(isCurrent(account), claim(pointer))).isEmpty();
    }

    /** Condition that the account still has this address and is not being deleted. */
    private TransactWriteItem isCurrent(Account account) {
        return TransactWriteItem.builder()
                .conditionCheck(c -> c.tableName(accounts.name())
                        .key(AccountItem.key(account.id()))
                        .conditionExpression("email = :email AND closing = :no")
                        .expressionAttributeValues(Map.of(
                                ":email", Item.text(account.email().value()), ":no", AttributeValue.fromBool(false))))
                .build();
    }

    @Override
    public void setSubject(Account account, String subject) {
        try {
            client.updateItem(r -> r.tableName(accounts.name())
                    .key(AccountItem.key(account.id()))
                    .updateExpression("SET subject = :new")
                    .conditionExpression("email = :email AND subject = :old AND closing = :no")
                    .expressionAttributeValues(Map.of(
                            ":new", Item.text(subject),
                            ":old", Item.text(account.subject()),
                            ":email", Item.text(account.email().value()),
                            ":no", AttributeValue.fromBool(false))));
        } catch (ConditionalCheckFailedException e) {
            // A concurrent request repaired the subject, changed the address or is deleting the account.
        }
    }

    @Override
    public List<Device> devices(AccountId account) {
        return accounts.rows(AccountItem.pk(account), DeviceItem.PREFIX)
                .map(DeviceItem::read)
                .toList();
    }

    @Override
    public AddResult add(Account account, Device device) {
        var failed = accounts.write(List.of(isCurrent(account), claim(DeviceItem.write(account.id(), device))));
        if (failed.isEmpty()) {
            return AddResult.DONE;
        }
        return Table.CONDITION_FAILED.equals(failed.getFirst().code())
                ? AddResult.ACCOUNT_CHANGED
                : AddResult.NUMBER_TAKEN;
    }

    @Override
    public boolean prove(AccountId account, EmailAddress email, boolean fromOutside, long now) {
        var values = new HashMap<>(Map.of(
                ":email", Item.text(email.value()),
                ":yes", AttributeValue.fromBool(true),
                ":no", AttributeValue.fromBool(false)));
        if (fromOutside) {
            values.put(":one", Item.number(1));
            values.put(":now", Item.number(now));
        }
        var mark = TransactWriteItem.builder()
                .update(u -> u.tableName(accounts.name())
                        .key(AccountItem.key(account))
                        .updateExpression(
                                fromOutside
                                        ? "REMOVE unproven, passwordBy SET takenOverAt = :now"
                                                + " ADD deviceAccess :one, sessionAccess :one"
                                        : "REMOVE unproven")
                        .conditionExpression("email = :email AND unproven = :yes AND closing = :no")
                        .expressionAttributeValues(values))
                .build();
        return accounts.write(List.of(PointerItem.prove(accounts.name(), email, account), mark))
                .isEmpty();
    }

    @Override
    public void remove(AccountId account, DeviceId device) {
        delete(DeviceItem.key(account, device));
    }

    @Override
    public boolean recordPasswordSet(AccountId account, long codeRequestedAt) {
        var first = "SET passwordBy = if_not_exists(passwordBy, :askedAt)";
        return update(account, first, Map.of(":askedAt", Item.number(codeRequestedAt)))
                .map(old -> old.optionalNumber("passwordBy"))
                .filter(by -> by.isPresent() && by.getAsLong() != codeRequestedAt)
                .isPresent();
    }

    @Override
    public boolean hasPassword(AccountId account) {
        return accounts.get(AccountItem.key(account))
                .filter(row -> row.optionalNumber("passwordBy").isPresent())
                .isPresent();
    }

    @Override
    public void endDevices(AccountId account) {
        endDevices(account, "ADD " + AccountItem.DEVICE_ACCESS + " :one");
    }

    @Override
    public void endAccess(AccountId account) {
        endDevices(account, "ADD " + AccountItem.DEVICE_ACCESS + " :one, " + AccountItem.SESSION_ACCESS + " :one");
    }

    private void endDevices(AccountId account, String expression) {
        var old = update(account, expression, Map.of(":one", Item.number(1)));
        var ended = old.map(row -> row.number(AccountItem.DEVICE_ACCESS, Access.INITIAL.devices()));
        devices(account).stream()
                .filter(device -> !device.isWeb())
                .filter(device ->
                        ended.filter(number -> device.access() <= number).isPresent())
                .forEach(device -> remove(account, device.id()));
    }

    /**
     * Updates the account's row.
     *
     * @return the row before the update, or empty if the account does not exist
     */
    private Optional<Item> update(AccountId account, String expression, Map<String, AttributeValue> values) {
        try {
            return Optional.of(new Item(client.updateItem(r -> r.tableName(accounts.name())
                            .key(AccountItem.key(account))
                            .updateExpression(expression)
                            .conditionExpression("attribute_exists(pk)")
                            .expressionAttributeValues(values)
                            .returnValues(ReturnValue.ALL_OLD))
                    .attributes()));
        } catch (ConditionalCheckFailedException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean changeEmail(EmailChange change) {
        var owner = Map.of(":account", Item.number(change.account().value()));
        var isProven = change.by() != ChangedBy.OLD_ADDRESS;
        // Purchases are not claimed until the account has proven the new address.
        var claim = claim(
                isProven
                        ? PointerItem.write(change.newEmail(), change.account())
                        : PointerItem.writeUnproven(change.newEmail(), change.account()));
        var free = TransactWriteItem.builder()
                .delete(d -> d.tableName(accounts.name())
                        .key(PointerItem.key(change.oldEmail()))
                        .conditionExpression("account = :account")
                        .expressionAttributeValues(owner))
                .build();
        var values = new HashMap<>(Map.of(
                ":new", Item.text(change.newEmail().value()),
                ":old", Item.text(change.oldEmail().value()),
                ":no", AttributeValue.fromBool(false)));
        switch (change.by()) {
            case OLD_ADDRESS -> values.put(":yes", AttributeValue.fromBool(true));
            case NEW_ADDRESS -> {}
            case UNDO -> values.put(":at", Item.number(change.changedAt()));
        }
        var rename = TransactWriteItem.builder()
                .update(u -> u.tableName(accounts.name())
                        .key(AccountItem.key(change.account()))
                        .updateExpression(
                                switch (change.by()) {
                                    case OLD_ADDRESS -> "SET email = :new, unproven = :yes";
                                    case NEW_ADDRESS -> "SET email = :new REMOVE unproven";
                                    case UNDO -> "SET email = :new, takenOverAt = :at REMOVE unproven, passwordBy";
                                })
                        .conditionExpression("email = :old AND closing = :no")
                        .expressionAttributeValues(values))
                .build();
        var note = TransactWriteItem.builder()
                .put(p -> p.tableName(accounts.name())
                        .item(AccountItem.emailChange(change).attributes())
                        // Only one change at a time, so that the note of a previous change is not overwritten.
                        .conditionExpression("attribute_not_exists(pk)"))
                .build();
        // The SDK may have repeated a transaction whose response was lost. Then the address is already ours.
        return accounts.write(List.of(claim, free, rename, note)).isEmpty()
                || find(change.newEmail()).filter(change.account()::equals).isPresent();
    }

    @Override
    public List<EmailChange> emailChanges() {
        return accounts.rows(AccountItem.EMAIL_CHANGES_PK, "")
                .map(AccountItem::readEmailChange)
                .toList();
    }

    @Override
    public void removeEmailChange(EmailChange change) {
        delete(AccountItem.emailChange(change).key());
    }

    @Override
    public void recordUse(AccountId account, DeviceId device, long now) {
        try {
            client.updateItem(r -> r.tableName(accounts.name())
                    .key(DeviceItem.key(account, device))
                    .updateExpression("SET " + DeviceItem.LAST_USED_AT + " = :now")
                    .conditionExpression("attribute_exists(pk)")
                    .expressionAttributeValues(Map.of(":now", Item.number(now))));
        } catch (ConditionalCheckFailedException e) {
            // The device was revoked concurrently.
        }
    }

    @Override
    public boolean close(Account account) {
        var mark = TransactWriteItem.builder()
                .update(u -> u.tableName(accounts.name())
                        .key(AccountItem.key(account.id()))
                        .updateExpression("SET closing = :closing")
                        .conditionExpression("email = :email")
                        .expressionAttributeValues(Map.of(
                                ":closing", AttributeValue.fromBool(true),
                                ":email", Item.text(account.email().value()))))
                .build();
        var note = TransactWriteItem.builder()
                .put(p -> p.tableName(accounts.name())
                        .item(AccountItem.closing(account, clock.millis()).attributes()))
                .build();
        var free = TransactWriteItem.builder()
                .delete(d -> d.tableName(accounts.name())
                        .key(PointerItem.key(account.email()))
                        .conditionExpression("account = :account")
                        .expressionAttributeValues(
                                Map.of(":account", Item.number(account.id().value()))))
                .build();
        var failed = accounts.write(List.of(mark, note, free));
        if (failed.isEmpty()) {
            return true;
        }
        // Otherwise the address was released earlier and may belong to another account now.
        return !Table.CONDITION_FAILED.equals(failed.getFirst().code())
                && accounts.write(List.of(mark, note)).isEmpty();
    }

    @Override
    public List<Account> closing() {
        return accounts.rows(AccountItem.CLOSING_PK, "")
                .filter(row -> row.optionalNumber(AccountItem.ERASED).isEmpty())
                .map(row -> AccountItem.readClosing(row, defaultPlan))
                .toList();
    }

    @Override
    public void erase(Account account) {
        var id = account.id();
        var own = new ArrayList<>(accounts.rows(AccountItem.pk(id), "")
                .filter(row -> !row.sk().equals(AccountItem.SK))
                .map(Item::key)
                .toList());
        if (find(account.email()).filter(owner -> !owner.equals(id)).isEmpty()) {
            // Codes, counters and the mail suppression of the address.
            accounts.rows(PointerItem.pk(account.email()), "").map(Item::key).forEach(own::add);
        }
        // There are few items, and deleting them one by one requires only the permission dynamodb:DeleteItem.
        own.forEach(this::delete);
        delete(Item.of(AccountItem.EMAIL_CHANGES_PK, AccountItem.pk(id)).key());
        delete(AccountItem.key(id));
        var note = AccountItem.erased(id, clock.millis()).attributes();
        client.putItem(r -> r.tableName(accounts.name()).item(note));
    }

    @Override
    public List<AccountId> closedBefore(long time) {
        return accounts.rows(AccountItem.CLOSING_PK, "")
                .filter(row -> row.number(AccountItem.ERASED, Long.MAX_VALUE) < time)
                .map(row -> AccountItem.id(row.sk()))
                .toList();
    }

    @Override
    public void forget(AccountId erased) {
        accounts.rows(AccountItem.pk(erased), "").map(Item::key).toList().forEach(this::delete);
        delete(AccountItem.erased(erased, 0).key());
    }

    private void delete(Map<String, AttributeValue> key) {
        client.deleteItem(r -> r.tableName(accounts.name()).key(key));
    }
}
