package net.osmand.account.functions.auth;

import java.time.Clock;
import net.osmand.account.application.Application;
import net.osmand.account.core.codes.KnownIpAddresses;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;

/** Remembers the network addresses from which an account was signed in. */
final class KnownSource {
    private final KnownIpAddresses addresses;
    private final RequestOrigin origin;
    private final Clock clock;

    KnownSource(Application application) {
        addresses = application.knownIpAddresses();
        origin = application.requestOrigin();
        clock = application.clock();
    }

    void remember(AccountId account, Request request) {
        addresses.remember(account, origin.address(request), clock.millis());
    }
}
