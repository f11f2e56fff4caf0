package net.osmand.account.core.account;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.osmand.account.core.values.AccessToken;

/** Lists the browsers and devices that are signed in to an account. */
public final class ListAccess {
    private final Accounts accounts;
    private final Sessions sessions;
    private final Clock clock;

    public ListAccess(Accounts accounts, Sessions sessions, Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** A session with its public name; {@code current} if it is the session of the caller. */
    public record NamedSession(String name, WebSession session, boolean current) {}

    /**
     * The valid sessions and devices, last used first. The portal is not among the devices, because its sessions are
     * listed.
     *
     * @param hasPassword whether the account has a password
     */
    public record Listed(List<NamedSession> sessions, List<Device> devices, boolean hasPassword) {}

    /**
     * Lists the sessions and devices that are valid now.
     *
     * @param secret the secret of the caller's session; empty if the caller is a device
     */
    public Listed list(Account account, Optional<AccessToken> secret) {
        var now = clock.millis();
        var own = secret.map(WebSession::publicName);
        return new Listed(
                sessions.all(account.id()).stream()
                        .filter(session -> session.isValid(account, now))
                        .sorted(Comparator.comparingLong(WebSession::lastUsedAt)
                                .thenComparingLong(WebSession::startedAt)
                                .reversed())
                        .map(session -> named(session, own))
                        .toList(),
                accounts.devices(account.id()).stream()
                        .filter(device -> !device.isWeb())
                        .filter(device -> device.access() == account.access().devices())
                        .sorted(Comparator.comparingLong(Device::lastUsedAt).reversed())
                        .toList(),
                accounts.hasPassword(account.id()));
    }

    private static NamedSession named(WebSession session, Optional<String> own) {
        var name = session.publicName();
        return new NamedSession(name, session, own.filter(name::equals).isPresent());
    }
}
