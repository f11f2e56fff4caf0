package net.osmand.account.functions.account;

import net.osmand.account.aws.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.account.AuthenticateDevice;
import net.osmand.account.core.account.AuthenticateSession;
import net.osmand.account.core.account.RevokeDevice;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.SessionAuthenticator;

/** The use cases of this area, each built from just the adapters it needs. */
final class AccountWiring {
    private final Application adapters;
    private final LambdaEnvironment platform;

    AccountWiring(LambdaEnvironment platform) {
        this.platform = platform;
        adapters = new Application(platform);
    }

    SessionAuthenticator webDoor() {
        return new SessionAuthenticator(
                new AuthenticateSession(adapters.sessions(), platform.clock()),
                new AuthenticateDevice(accounts()),
                RequestOrigin.of(platform.environment()));
    }

    Accounts accounts() {
        return adapters.accounts();
    }

    RevokeDevice revokeDevice() {
        return new RevokeDevice(accounts(), adapters.sessions());
    }
}
