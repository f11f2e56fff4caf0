package net.osmand.account.functions.files;

import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.files.EmptyTrash;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/**
 * POST /v1/trash/empty: starts to empty the whole trash, as of {@code deleted_until} or now. Returns 202 with the
 * location of the status.
 */
public final class StartTrashEmptyingFunction extends HttpFunction {
    private final Authenticator authenticator;
    private final EmptyTrash emptyTrash;
    private final Clock clock;

    public StartTrashEmptyingFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public StartTrashEmptyingFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        emptyTrash = application.files().emptyTrash();
        clock = application.clock();
    }

    @Override
    protected Response handle(Request request) {
        var caller = authenticator.authenticate(request);
        var account = caller.account().id();
        // The id need not be secret, since only the account itself can query it.
        var now = Math.max(clock.millis(), caller.usage().lastUpdateTime());
        var deletedUntil = Math.min(now, request.number("deleted_until").orElse(now));
        var job = emptyTrash.start(account, caller.usage(), UUID.randomUUID().toString(), deletedUntil);
        var status = "/v1/trash/empty/" + job.id();
        return Response.accepted(URI.create(status), new View(status));
    }

    record View(String status_url) {}
}
