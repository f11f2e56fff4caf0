package net.osmand.account.functions.files;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.files.EmptyTrash;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** DELETE /v1/trash/empty/{id}: cancels the emptying of the trash. Files that are already deleted stay deleted. */
public final class CancelTrashEmptyingFunction extends HttpFunction {
    private final Authenticator authenticator;
    private final EmptyTrash emptyTrash;

    public CancelTrashEmptyingFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public CancelTrashEmptyingFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        emptyTrash = application.files().emptyTrash();
    }

    @Override
    protected Response handle(Request request) {
        var account = authenticator.authenticate(request).account().id();
        var id = request.pathStep(4);
        if (emptyTrash.stop(account, id).isEmpty()) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
        return Response.ok();
    }
}
