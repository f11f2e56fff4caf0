package net.osmand.account.aws.dynamodb;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
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

/** Stores accounts, devices and address pointers in the accounts table. */
public final class DynamoDbAccounts implements Accounts {
    private final Table accounts;
    private final AccountActions actions;
    private final ErasedAccounts erased;
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
        accounts = new Table(client, accountsTable);
        actions = new AccountActions(accountsTable);
        erased = new ErasedAccounts(accounts);
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
                    PointerItem.write(email, id).claimIn(accounts.name()),
                    AccountItem.newAccount(id, email, subject, now).claimIn(accounts.name()),
                    usage.claimIn(filesTable)));
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

    @Override
    public boolean restorePointer(Account account) {
        var pointer = PointerItem.write(
                account.email(), account.id(), account.access().proven());
        return accounts.write(List.of(actions.isCurrent(account), pointer.claimIn(accounts.name())))
                .isEmpty();
    }

    @Override
    public void setSubject(Account account, String subject) {
        // The condition fails after a concurrent repair, change of address or deletion.
        accounts.update(
                AccountItem.key(account.id()),
                "SET subject = :new",
                "email = :email AND subject = :old AND closing = :no",
                Map.of(
                        ":new", Item.text(subject),
                        ":old", Item.text(account.subject()),
                        ":email", Item.text(account.email().value()),
                        ":no", AttributeValue.fromBool(false)));
    }

    @Override
    public List<Device> devices(AccountId account) {
        return accounts.rows(AccountItem.pk(account), DeviceItem.PREFIX)
                .map(DeviceItem::read)
                .toList();
    }

    @Override
    public AddResult add(Account account, Device device) {
        var row = DeviceItem.write(account.id(), device);
        var failed = accounts.write(List.of(actions.isCurrent(account), row.claimIn(accounts.name())));
        if (failed.isEmpty()) {
            return AddResult.DONE;
        }
        return Table.CONDITION_FAILED.equals(failed.getFirst().code())
                ? AddResult.ACCOUNT_CHANGED
                : AddResult.NUMBER_TAKEN;
    }

    @Override
    public boolean prove(AccountId account, EmailAddress email, boolean fromOutside, long now) {
        return accounts.write(actions.prove(account, email, fromOutside, now)).isEmpty();
    }

    @Override
    public void remove(AccountId account, DeviceId device) {
        accounts.delete(DeviceItem.key(account, device));
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
        update(account, expression, Map.of(":one", Item.number(1)))
                .map(row -> row.number(AccountItem.DEVICE_ACCESS, Access.INITIAL.devices()))
                .ifPresent(ended -> devices(account).stream()
                        .filter(device -> !device.isWeb() && device.access() <= ended)
                        .forEach(device -> remove(account, device.id())));
    }

    /** Updates the account's row, and returns the row before; empty if the account does not exist. */
    private Optional<Item> update(AccountId account, String expression, Map<String, AttributeValue> values) {
        return accounts.update(AccountItem.key(account), expression, "attribute_exists(pk)", values);
    }

    @Override
    public boolean changeEmail(EmailChange change) {
        // The SDK may have repeated a transaction whose response was lost. Then the address is already ours.
        return accounts.write(actions.changeEmail(change)).isEmpty()
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
        accounts.delete(AccountItem.emailChange(change).key());
    }

    @Override
    public void recordUse(AccountId account, DeviceId device, long now) {
        accounts.update(
                DeviceItem.key(account, device),
                "SET " + DeviceItem.LAST_USED_AT + " = :now",
                "attribute_exists(pk)",
                Map.of(":now", Item.number(now)));
    }

    @Override
    public boolean close(Account account) {
        var close = actions.close(account, clock.millis());
        var closeAndFree = new ArrayList<>(close);
        closeAndFree.add(actions.free(account.email(), account.id()));
        var failed = accounts.write(closeAndFree);
        if (failed.isEmpty()) {
            return true;
        }
        // Otherwise the address was released earlier and may belong to another account now.
        return !Table.CONDITION_FAILED.equals(failed.getFirst().code())
                && accounts.write(close).isEmpty();
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
        erased.erase(account, clock.millis());
    }

    @Override
    public List<AccountId> closedBefore(long time) {
        return erased.erasedBefore(time);
    }

    @Override
    public void forget(AccountId account) {
        erased.forget(account);
    }
}
