package net.osmand.account.core.account;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.WebErrorException;

/** Web sessions in memory, for the accounts of {@link InMemoryAccounts}. */
public final class InMemorySessions implements Sessions {
    private final InMemoryAccounts accounts;
    private final Map<AccountId, Map<String, WebSession>> rows = new HashMap<>();
    private final Map<AccountId, DeviceId> webDevices = new HashMap<>();
    private int lastDevice = 500_000;

    public InMemorySessions(InMemoryAccounts accounts) {
        this.accounts = accounts;
        accounts.onErase(id -> {
            rows.remove(id);
            webDevices.remove(id);
        });
    }

    /** Returns the number of the account's sessions without ended ones. */
    public synchronized int count(AccountId account) {
        return rowsOf(account).size();
    }

    private Map<String, WebSession> rowsOf(AccountId account) {
        return rows.computeIfAbsent(account, _ -> new HashMap<>());
    }

    @Override
    public synchronized Optional<Found> find(AccessToken secret, Optional<FileRead> file) {
        var id = secret.account();
        return accounts.account(id)
                .flatMap(account -> Optional.ofNullable(rowsOf(id).get(secret.hash()))
                        .flatMap(row -> Optional.ofNullable(webDevices.get(id))
                                .map(device -> Device.web(device, row.language(), row.startedAt()))
                                .map(device -> new Found(new Caller(account, device, accounts.usage(id)), row))));
    }

    @Override
    public synchronized Device webDevice(AccountId account, String language, long now) {
        if (accounts.account(account).isEmpty()) {
            throw new WebErrorException(WebErrorException.Reason.UNKNOWN_EMAIL);
        }
        var id = webDevices.computeIfAbsent(account, _ -> new DeviceId(++lastDevice));
        var registeredAt = accounts.devices(account).stream()
                .filter(device -> device.id().equals(id))
                .map(Device::registeredAt)
                .findFirst()
                .orElse(now);
        var web = Device.web(id, language, registeredAt);
        accounts.put(
                account, new Device(id, web.nativeId(), "", web.brand(), web.model(), language, registeredAt, now));
        return web;
    }

    @Override
    public synchronized void start(AccountId account, WebSession session) {
        rowsOf(account).put(session.tokenHash(), session);
    }

    @Override
    public synchronized List<WebSession> all(AccountId account) {
        return List.copyOf(rowsOf(account).values());
    }

    @Override
    public synchronized void extend(AccessToken secret, long now, long expiresAt) {
        rowsOf(secret.account())
                .computeIfPresent(
                        secret.hash(),
                        (hash, row) -> new WebSession(
                                hash, row.access(), row.language(), row.browser(), row.startedAt(), now, expiresAt));
    }

    @Override
    public synchronized void end(AccessToken secret) {
        end(secret.account(), secret.hash());
    }

    @Override
    public synchronized void end(AccountId account, String tokenHash) {
        rowsOf(account).remove(tokenHash);
    }

    @Override
    public synchronized OptionalLong endAll(AccountId account) {
        rows.remove(account);
        return accounts.endSessions(account);
    }
}
