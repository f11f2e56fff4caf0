package net.osmand.account.lambda;

import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.account.AuthenticateDevice;
import net.osmand.account.core.account.AuthenticateSession;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.ProtocolException;

/**
 * Authenticates a browser by its session cookie, or a device by {@code Authorization: Bearer}. Requests that change
 * data and carry a session cookie must come from our own origin (CSRF protection). Browsers never add a bearer token on
 * their own (docs/protocol/portal.md#session).
 */
public final class SessionAuthenticator implements Authenticator {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final AuthenticateSession session;
    private final AuthenticateDevice device;
    private final RequestOrigin origin;
    private final Cookies cookies;

    public SessionAuthenticator(
            AuthenticateSession session, AuthenticateDevice device, RequestOrigin origin, Cookies cookies) {
        this.session = session;
        this.device = device;
        this.origin = origin;
        this.cookies = cookies;
    }

    /**
     * Authenticates the caller.
     *
     * @throws ProtocolException 401 without a session, or a redirect if the session of the public web client has ended;
     *     403 if a page of another site requests a change; 409 if the page shows another account
     */
    @Override
    public Caller authenticate(Request request, Optional<FileRead> file) {
        return authenticate(request, file, !READING.contains(request.method()) && origin.isForeign(request));
    }

    /**
     * Authenticates the caller like {@link #authenticate}, for the few GETs of the public client that change data. Such
     * a request must prove that it comes from our own page.
     */
    public Caller authenticateForEffect(Request request) {
        return authenticateForEffect(request, Optional.empty());
    }

    /** Does the same, and reads what the request needs of a file. */
    public Caller authenticateForEffect(Request request, Optional<FileRead> file) {
        var unproven = READING.contains(request.method()) ? !origin.isFromOwnPage(request) : origin.isForeign(request);
        return authenticate(request, file, unproven);
    }

    /** Returns the caller, or empty if the request has no valid session. */
    public Optional<Caller> authenticateIfPossible(Request request) {
        return authenticateIfPossible(request, Optional.empty());
    }

    /** Returns the secret of the session cookie, or empty if a bearer token authenticates the request instead. */
    public Optional<String> sessionSecret(Request request) {
        return request.bearer().isPresent() ? Optional.empty() : cookies.session(request);
    }

    private Optional<Caller> authenticateIfPossible(Request request, Optional<FileRead> file) {
        return request.bearer()
                .map(token -> device.authenticate(token, file))
                .orElseGet(() -> sessionSecret(request).flatMap(secret -> session.authenticate(secret, file)));
    }

    private Caller authenticate(Request request, Optional<FileRead> file, boolean foreign) {
        if (foreign && request.bearer().isEmpty()) {
            throw new ProblemException(Problem.FOREIGN_ORIGIN);
        }
        var caller = authenticateIfPossible(request, file).orElseThrow(() -> notSignedIn(request));
        ShownAccount.require(request, caller.account().id());
        return caller;
    }

    /**
     * Returns a redirect for data calls of the public web client, and 401 otherwise
     * (docs/protocol/portal.md#expired-session).
     */
    private ProtocolException notSignedIn(Request request) {
        var path = request.path();
        var data = path.startsWith("/mapapi/") && !path.startsWith("/mapapi/auth/");
        return data && request.isOfPublicClient() && cookies.session(request).isPresent()
                ? new SessionEndedException()
                : new ProblemException(Problem.NOT_SIGNED_IN);
    }
}
