package net.osmand.account.functions.account;

import net.osmand.account.aws.Adapters;
import net.osmand.account.aws.Platform;
import net.osmand.account.http.Viewer;
import net.osmand.account.http.WebDoor;
import net.osmand.account.identity.Accounts;
import net.osmand.account.identity.AuthenticateDevice;
import net.osmand.account.identity.AuthenticateSession;
import net.osmand.account.identity.RevokeDevice;

/** The use cases of this area, each built from just the adapters it needs. */
final class AccountWiring {
    private final Adapters adapters;
    private final Platform platform;

    AccountWiring(Platform platform) {
        this.platform = platform;
        adapters = new Adapters(platform);
    }

    WebDoor webDoor() {
        return new WebDoor(
                new AuthenticateSession(adapters.sessions(), platform.clock()),
                new AuthenticateDevice(accounts()),
                Viewer.of(platform.environment()));
    }

    Accounts accounts() {
        return adapters.accounts();
    }

    RevokeDevice revokeDevice() {
        return new RevokeDevice(accounts(), adapters.sessions());
    }
}
