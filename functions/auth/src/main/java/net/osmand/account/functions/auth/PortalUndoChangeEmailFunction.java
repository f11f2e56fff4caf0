package net.osmand.account.functions.auth;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.signin.UndoEmailChange;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;

/** POST /mapapi/auth/undo-change-email: restores an account's previous address with the code that was mailed there. */
public final class PortalUndoChangeEmailFunction extends HttpFunction {
    private final UndoEmailChange undoEmailChange;
    private final RequestOrigin origin;

    public PortalUndoChangeEmailFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalUndoChangeEmailFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        undoEmailChange = application.signIn().undoEmailChange();
        origin = application.requestOrigin();
    }

    @Override
    protected Response handle(Request request) {
        origin.refuseForeign(request);
        var credentials = request.json(Credentials.class);
        undoEmailChange.undo(credentials.email(), credentials.enteredCode(origin.source(request)));
        return Response.ok();
    }
}
