package net.osmand.account.core.account;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.WebErrorException;

/** Web sessions in memory, beside the accounts of {@link InMemoryAccounts}. */
public final class InMemorySessions implements Sessions {
    private final InMemoryAccounts accounts;
    private final Map<AccountId, Map<String, Row>> rows = new HashMap<>();
    private final Map<AccountId, DeviceId> webDevices = new HashMap<>();
    private int lastDevice = 500_000;

    private record Row(long access, String language, long startedAt, long expiresAt) {}

    public InMemorySessions(InMemoryAccounts accounts) {
        this.accounts = accounts;
        accounts.onErase(id -> {
            rows.remove(id);
            webDevices.remove(id);
        });
    }

    /** The number of the account's sessions, ended ones not among them. */
    public synchronized int count(AccountId account) {
        return rowsOf(account).size();
    }

    private Map<String, Row> rowsOf(AccountId account) {
        return rows.computeIfAbsent(account, _ -> new HashMap<>());
    }

    @Override
    public synchronized Optional<Session> find(AccessToken secret, Optional<FileRead> file) {
        var id = secret.account();
        return accounts.account(id)
                .flatMap(account -> Optional.ofNullable(rowsOf(id).get(secret.hash()))
                        .flatMap(row -> Optional.ofNullable(webDevices.get(id))
                                .map(device -> Device.web(device, row.language(), row.startedAt()))
                                .map(device -> new Session(
                                        new Caller(account, device, accounts.usage(id)),
                                        row.access(),
                                        row.startedAt(),
                                        row.expiresAt()))));
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
    public synchronized void start(AccessToken secret, long access, String language, long now, long expiresAt) {
        rowsOf(secret.account()).put(secret.hash(), new Row(access, language, now, expiresAt));
    }

    @Override
    public synchronized void extend(AccessToken secret, long expiresAt) {
        rowsOf(secret.account())
                .computeIfPresent(
                        secret.hash(), (_, row) -> new Row(row.access(), row.language(), row.startedAt(), expiresAt));
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
    public synchronized void endAll(AccountId account) {
        accounts.endSessions(account);
        rows.remove(account);
    }
}
