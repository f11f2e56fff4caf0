package net.osmand.account.functions.auth;

import net.osmand.account.application.Application;
import net.osmand.account.core.account.Access;
import net.osmand.account.core.account.Browser;
import net.osmand.account.core.account.Sessions;
import net.osmand.account.core.signin.StartSession;
import net.osmand.account.core.signin.WebSignUp;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.lambda.Cookies;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** Ends the browser's current session, and starts a new one after a sign-in. */
final class SessionChange {
    private final Sessions sessions;
    private final StartSession startSession;
    private final Cookies cookies;

    SessionChange(Application application) {
        sessions = application.sessions();
        startSession = application.signIn().startSession();
        cookies = application.cookies();
    }

    Response start(Request request, AccountId id, Access access, String language, Response answer) {
        endOld(request);
        return answer.withCookie(cookies.setSession(startSession.start(id, access, language, browser(request))));
    }

    Response start(Request request, WebSignUp.SignedUp signedUp, String language, Response answer) {
        endOld(request);
        return answer.withCookie(cookies.setSession(startSession.start(signedUp, language, browser(request))));
    }

    Response end(Request request, Response answer) {
        endOld(request);
        return answer.withCookie(cookies.forgetSession());
    }

    private static Browser browser(Request request) {
        return request.header("user-agent").map(Browser::of).orElse(Browser.UNKNOWN);
    }

    private void endOld(Request request) {
        cookies.session(request).flatMap(AccessToken::parse).ifPresent(sessions::end);
    }
}
