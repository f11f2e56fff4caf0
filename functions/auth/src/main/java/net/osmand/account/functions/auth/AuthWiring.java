package net.osmand.account.functions.auth;

import net.osmand.account.aws.Adapters;
import net.osmand.account.aws.Platform;
import net.osmand.account.codes.CheckCode;
import net.osmand.account.codes.RequestCode;
import net.osmand.account.identity.AuthenticateDevice;
import net.osmand.account.identity.DeleteAccount;
import net.osmand.account.identity.RegisterDevice;
import net.osmand.account.identity.RegisterUser;

/** The use cases of this area, each built from just the adapters it needs. */
final class AuthWiring {
    private final Adapters adapters;
    private final Platform platform;

    AuthWiring(Platform platform) {
        this.platform = platform;
        adapters = new Adapters(platform);
    }

    AuthenticateDevice authenticateDevice() {
        return new AuthenticateDevice(adapters.accounts());
    }

    RequestCode requestCode() {
        return new RequestCode(adapters.pendingCodes(), adapters.codeIssuer(), platform.clock());
    }

    CheckCode checkCode() {
        return new CheckCode(adapters.pendingCodes(), adapters.codeIssuer(), adapters.codeHash(), platform.clock());
    }

    RegisterUser registerUser() {
        return new RegisterUser(adapters.accounts(), requestCode());
    }

    RegisterDevice registerDevice() {
        return new RegisterDevice(
                adapters.accounts(), checkCode(), adapters.codeIssuer(), platform.clock(), platform.random());
    }

    DeleteAccount deleteAccount() {
        return new DeleteAccount(
                adapters.accounts(), adapters.fileVersions(), adapters.fileContents(), adapters.codeIssuer());
    }
}
