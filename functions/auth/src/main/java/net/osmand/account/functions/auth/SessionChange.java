package net.osmand.account.functions.auth;

import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Sessions;
import net.osmand.account.core.signin.StartSession;
import net.osmand.account.core.signin.WebSignUp;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.SessionCookie;

/** Ends the session that a browser has, and starts another where somebody signed in. */
final class SessionChange {
    private final Sessions sessions;
    private final StartSession startSession;

    SessionChange(Sessions sessions, StartSession startSession) {
        this.sessions = sessions;
        this.startSession = startSession;
    }

    Response start(Request request, Account account, String language, Response answer) {
        endOld(request);
        var secret = startSession.start(account.id(), account.access(), language);
        return answer.withCookie(SessionCookie.set(request, secret));
    }

    Response start(Request request, WebSignUp.SignedUp signedUp, String language, Response answer) {
        endOld(request);
        return answer.withCookie(SessionCookie.set(request, startSession.start(signedUp, language)));
    }

    Response end(Request request, Response answer) {
        endOld(request);
        return answer.withCookie(SessionCookie.forget(request));
    }

    private void endOld(Request request) {
        SessionCookie.secret(request).flatMap(AccessToken::parse).ifPresent(sessions::end);
    }
}
