package net.osmand.account.functions.account;

import java.util.List;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.ListAccess;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.SessionAuthenticator;

/** GET /v1/access: lists every signed-in browser and device, most recently used first. */
public final class AccessFunction extends HttpFunction {
    private final SessionAuthenticator authenticator;
    private final ListAccess listAccess;

    public AccessFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public AccessFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        listAccess = application.listAccess();
    }

    @Override
    protected Response handle(Request request) {
        var caller = authenticator.authenticate(request);
        var secret = authenticator.sessionSecret(request).flatMap(AccessToken::parse);
        var listed = listAccess.list(caller.account(), secret);
        return Response.json(new View(
                listed.sessions().stream().map(View.Session::of).toList(),
                listed.devices().stream()
                        .map(device -> PortalDevicesFunction.View.Entry.of(
                                device, device.id().equals(caller.device().id())))
                        .toList(),
                listed.hasPassword()));
    }

    /** The response (docs/protocol/access.md#list). Times are epoch milliseconds. */
    record View(List<Session> sessions, List<PortalDevicesFunction.View.Entry> devices, boolean has_password) {
        record Session(
                String id,
                String browser,
                String system,
                String lang,
                long started_at,
                long last_used,
                long expires_at,
                boolean current) {
            static Session of(ListAccess.NamedSession named) {
                var session = named.session();
                return new Session(
                        named.name(),
                        session.browser().name(),
                        session.browser().system(),
                        session.language(),
                        session.startedAt(),
                        session.lastUsedAt(),
                        session.expiresAt(),
                        named.current());
            }
        }
    }
}
