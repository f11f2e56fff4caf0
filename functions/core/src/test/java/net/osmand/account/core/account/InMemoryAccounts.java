package net.osmand.account.core.account;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.FileRead;

/** Accounts, devices and address pointers in memory. Each call is atomic, as in DynamoDB. */
public final class InMemoryAccounts implements Accounts {
    private final Clock clock;
    private final Map<AccountId, Account> accounts = new HashMap<>();
    private final Map<EmailAddress, AccountId> pointers = new HashMap<>();
    private final Map<AccountId, TreeMap<Integer, Device>> devices = new HashMap<>();
    private final Map<AccountId, EmailChange> emailChanges = new HashMap<>();
    private final Map<AccountId, Account> closing = new HashMap<>();
    private final Map<AccountId, Long> erased = new HashMap<>();
    private final Map<AccountId, Long> passwords = new HashMap<>();
    private final List<Consumer<AccountId>> ownedRows = new ArrayList<>();
    private final List<Consumer<EmailAddress>> addressRows = new ArrayList<>();
    private Function<AccountId, Usage> usage = _ -> Usage.NONE;
    private int lastId = 1000;

    public InMemoryAccounts(Clock clock) {
        this.clock = clock;
    }

    /** Sets the source from which {@link #caller} reads the usage. Without a source every account is empty. */
    public void readUsageFrom(Function<AccountId, Usage> source) {
        usage = source;
    }

    /** Registers a removal of other rows of the account, such as sessions, for {@link #erase} and {@link #forget}. */
    public void onErase(Consumer<AccountId> removal) {
        ownedRows.add(removal);
    }

    /** Registers a removal for {@link #erase} if no other account has the address, such as that of pending codes. */
    public void onEraseOfAddress(Consumer<EmailAddress> removal) {
        addressRows.add(removal);
    }

    Usage usage(AccountId account) {
        return usage.apply(account);
    }

    /** Sets the plan, as a purchase does. */
    public synchronized void setPlan(AccountId id, Plan plan) {
        accounts.computeIfPresent(
                id,
                (_, old) -> new Account(
                        id,
                        old.email(),
                        old.subject(),
                        old.registeredAt(),
                        plan,
                        old.orderId(),
                        old.closing(),
                        old.access()));
    }

    /** Returns the number of accounts, including closing ones. */
    public synchronized int count() {
        return accounts.size();
    }

    @Override
    public synchronized Optional<Caller> caller(AccountId account, DeviceId device, Optional<FileRead> file) {
        return account(account)
                .flatMap(found -> Optional.ofNullable(devicesOf(account).get(device.value()))
                        .map(known -> new Caller(found, known, usage(account))));
    }

    @Override
    public synchronized Optional<AccountId> find(EmailAddress email) {
        return Optional.ofNullable(pointers.get(email));
    }

    @Override
    public synchronized Optional<Account> account(AccountId id) {
        return Optional.ofNullable(accounts.get(id));
    }

    @Override
    public synchronized AccountId create(EmailAddress email, String subject, long now) {
        var winner = pointers.get(email);
        if (winner != null) {
            return winner;
        }
        var id = new AccountId(++lastId);
        pointers.put(email, id);
        accounts.put(id, new Account(id, email, subject, now, Plan.START, Optional.empty(), false));
        return id;
    }

    @Override
    public synchronized boolean restorePointer(Account account) {
        return account.equals(accounts.get(account.id()))
                && pointers.putIfAbsent(account.email(), account.id()) == null;
    }

    /** Removes the pointer of an address, as restoring the table from a backup may. */
    public synchronized void losePointer(EmailAddress email) {
        pointers.remove(email);
    }

    @Override
    public synchronized void setSubject(Account account, String subject) {
        accounts.computeIfPresent(
                account.id(),
                (id, now) ->
                        now.email().equals(account.email()) && now.subject().equals(account.subject()) && !now.closing()
                                ? with(now, now.email(), subject, false, now.access())
                                : now);
    }

    @Override
    public synchronized List<Device> devices(AccountId account) {
        return List.copyOf(devicesOf(account).values());
    }

    private Map<Integer, Device> devicesOf(AccountId account) {
        return devices.computeIfAbsent(account, _ -> new TreeMap<>());
    }

    @Override
    public synchronized AddResult add(Account account, Device device) {
        var now = accounts.get(account.id());
        if (now == null || now.closing() || !now.email().equals(account.email())) {
            return AddResult.ACCOUNT_CHANGED;
        }
        var there = devicesOf(account.id()).putIfAbsent(device.id().value(), device);
        return there == null ? AddResult.DONE : AddResult.NUMBER_TAKEN;
    }

    @Override
    public synchronized boolean prove(AccountId id, EmailAddress email, boolean fromOutside, long now) {
        var account = accounts.get(id);
        if (account == null
                || account.closing()
                || account.access().proven()
                || !account.email().equals(email)
                || !id.equals(pointers.get(email))) {
            return false;
        }
        var access = account.access();
        change(
                id,
                fromOutside
                        ? new Access(true, access.devices() + 1, access.sessions() + 1, now)
                        : new Access(true, access.devices(), access.sessions(), access.takenOverAt()));
        if (fromOutside) {
            passwords.remove(id);
        }
        return true;
    }

    @Override
    public synchronized boolean recordPasswordSet(AccountId id, long codeRequestedAt) {
        var first = passwords.putIfAbsent(id, codeRequestedAt);
        return first != null && first != codeRequestedAt;
    }

    @Override
    public synchronized boolean hasPassword(AccountId id) {
        return passwords.containsKey(id);
    }

    @Override
    public synchronized void endAccess(AccountId id) {
        endSessions(id);
        endDevices(id);
    }

    @Override
    public synchronized void endDevices(AccountId id) {
        account(id).map(Account::access).ifPresent(access -> {
            change(id, new Access(access.proven(), access.devices() + 1, access.sessions(), access.takenOverAt()));
            devicesOf(id).values().removeIf(device -> !device.isWeb() && device.access() <= access.devices());
        });
    }

    /** Ends the sessions of the account, including those that are being started. */
    synchronized OptionalLong endSessions(AccountId id) {
        account(id)
                .map(Account::access)
                .ifPresent(access -> change(
                        id,
                        new Access(access.proven(), access.devices(), access.sessions() + 1, access.takenOverAt())));
        return account(id).stream()
                .mapToLong(account -> account.access().sessions())
                .findFirst();
    }

    private void change(AccountId id, Access access) {
        accounts.computeIfPresent(id, (_, now) -> with(now, now.email(), now.subject(), now.closing(), access));
    }

    private static Account with(Account account, EmailAddress email, String subject, boolean closing, Access access) {
        return new Account(
                account.id(),
                email,
                subject,
                account.registeredAt(),
                account.plan(),
                account.orderId(),
                closing,
                access);
    }

    /** Returns all accounts, including closing ones. */
    public synchronized List<Account> all() {
        return List.copyOf(accounts.values());
    }

    /** Writes a device without a condition, as the web device is written. */
    synchronized void put(AccountId account, Device device) {
        devicesOf(account).put(device.id().value(), device);
    }

    @Override
    public synchronized void remove(AccountId account, DeviceId device) {
        devicesOf(account).remove(device.value());
    }

    @Override
    public synchronized boolean changeEmail(EmailChange change) {
        var account = accounts.get(change.account());
        if (account == null
                || account.closing()
                || !account.email().equals(change.oldEmail())
                || pointers.containsKey(change.newEmail())
                || !change.account().equals(pointers.get(change.oldEmail()))
                || emailChanges.containsKey(change.account())) {
            return change.account().equals(pointers.get(change.newEmail()));
        }
        pointers.remove(change.oldEmail());
        pointers.put(change.newEmail(), change.account());
        var isProven = change.by() != ChangedBy.OLD_ADDRESS;
        var access = account.access();
        var takenOverAt = change.by() == ChangedBy.UNDO ? change.changedAt() : access.takenOverAt();
        accounts.put(
                account.id(),
                with(
                        account,
                        change.newEmail(),
                        account.subject(),
                        false,
                        new Access(isProven, access.devices(), access.sessions(), takenOverAt)));
        if (change.by() == ChangedBy.UNDO) {
            passwords.remove(change.account());
        }
        emailChanges.put(change.account(), change);
        return true;
    }

    @Override
    public synchronized List<EmailChange> emailChanges() {
        return List.copyOf(emailChanges.values());
    }

    @Override
    public synchronized void removeEmailChange(EmailChange change) {
        emailChanges.remove(change.account());
    }

    @Override
    public synchronized void recordUse(AccountId account, DeviceId device, long now) {
        devicesOf(account)
                .computeIfPresent(
                        device.value(),
                        (_, old) -> new Device(
                                old.id(),
                                old.nativeId(),
                                old.tokenHash(),
                                old.brand(),
                                old.model(),
                                old.language(),
                                old.registeredAt(),
                                now,
                                old.access()));
    }

    @Override
    public synchronized boolean close(Account account) {
        var id = account.id();
        var current = accounts.get(id);
        if (current == null || !current.email().equals(account.email())) {
            return false;
        }
        accounts.computeIfPresent(id, (_, now) -> {
            closing.put(id, closed(account));
            return closed(now);
        });
        if (id.equals(pointers.get(account.email()))) {
            pointers.remove(account.email());
        }
        return true;
    }

    private static Account closed(Account account) {
        return with(account, account.email(), account.subject(), true, account.access());
    }

    @Override
    public synchronized List<Account> closing() {
        return closing.values().stream()
                .sorted(Comparator.comparingInt(account -> account.id().value()))
                .toList();
    }

    @Override
    public synchronized void erase(Account account) {
        var id = account.id();
        devices.remove(id);
        ownedRows.forEach(removal -> removal.accept(id));
        if (find(account.email()).filter(owner -> !owner.equals(id)).isEmpty()) {
            addressRows.forEach(removal -> removal.accept(account.email()));
        }
        emailChanges.remove(id);
        accounts.remove(id);
        closing.remove(id);
        erased.put(id, clock.millis());
    }

    @Override
    public synchronized List<AccountId> closedBefore(long time) {
        return erased.entrySet().stream()
                .filter(entry -> entry.getValue() < time)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public synchronized void forget(AccountId id) {
        devices.remove(id);
        ownedRows.forEach(removal -> removal.accept(id));
        erased.remove(id);
    }
}
