package net.osmand.account.functions.auth;

import java.time.Clock;
import java.util.Optional;
import net.osmand.account.application.Application;
import net.osmand.account.core.codes.KnownSources;
import net.osmand.account.core.codes.Source;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.lambda.Cookies;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;

/** Remembers the networks and browsers from which a user signed in. */
final class KnownSource {
    private final KnownSources knownSources;
    private final RequestOrigin origin;
    private final Cookies cookies;
    private final Clock clock;

    KnownSource(Application application) {
        knownSources = application.knownSources();
        origin = application.requestOrigin();
        cookies = application.cookies();
        clock = application.clock();
    }

    /** Remembers the network of an app's request. Apps keep no cookie. */
    void remember(AccountId account, Request request) {
        remember(account, origin.source(request));
    }

    void remember(AccountId account, Source source) {
        knownSources.remember(account, source, clock.millis());
    }

    /** Returns the source of a browser, with a new browser id if it has none. */
    Source browser(Request request) {
        var source = origin.source(request);
        return source.browser().isPresent() ? source : source.with(Optional.of(cookies.newBrowser()));
    }

    /** Adds the cookie with the browser's id to the response. */
    Response keep(Response answer, Source source) {
        return source.browser().map(cookies::setBrowser).map(answer::withCookie).orElse(answer);
    }
}
