package net.osmand.account.lambda;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.account.AuthenticateDevice;
import net.osmand.account.core.account.AuthenticateSession;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/**
 * Lets a browser in by its session cookie, or a device by {@code Authorization: Bearer}. Whoever brings a cookie must not be
 * sent by a page of another site when something is changed; a bearer token can't be sent by accident (docs/protocol/portal.md#session).
 */
public final class SessionAuthenticator implements Authenticator {
    private static final String BEARER = "bearer ";
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
     * Finds who calls.
     *
     * @throws ProblemException 401 without a session, 403 if another site's page asks for a change, 409 if the page shows
     *     another account
     */
    @Override
    public Caller authenticate(Request request, Optional<FileRead> file) {
        return authenticate(request, file, !READING.contains(request.method()) && origin.isForeign(request));
    }

    /** As {@link #authenticate}, for the few GETs of the public client that have effects: those must show where they come from. */
    public Caller authenticateForEffect(Request request) {
        return authenticateForEffect(request, Optional.empty());
    }

    /** The same with what the request needs of a file. */
    public Caller authenticateForEffect(Request request, Optional<FileRead> file) {
        var unproven = READING.contains(request.method()) ? !origin.isProvenOwn(request) : origin.isForeign(request);
        return authenticate(request, file, unproven);
    }

    /** Who calls, where anybody does. */
    public Optional<Caller> recognise(Request request) {
        return recognise(request, Optional.empty());
    }

    private Optional<Caller> recognise(Request request, Optional<FileRead> file) {
        return bearer(request)
                .map(token -> device.authenticate(token, file))
                .orElseGet(() -> cookies.session(request).flatMap(secret -> session.authenticate(secret, file)));
    }

    private Caller authenticate(Request request, Optional<FileRead> file, boolean foreign) {
        if (foreign && bearer(request).isEmpty()) {
            throw new ProblemException(Problem.FOREIGN_ORIGIN);
        }
        var caller = recognise(request, file).orElseThrow(() -> new ProblemException(Problem.NOT_SIGNED_IN));
        ShownAccount.require(request, caller.account().id());
        return caller;
    }

    private static Optional<String> bearer(Request request) {
        return request.header("authorization")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()).strip());
    }
}
