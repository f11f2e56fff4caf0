package net.osmand.account.functions.files;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;

/** POST /mapapi/empty-trash. */
public final class PortalEmptyTrashFunction extends EmptyTrashHandler {
    public PortalEmptyTrashFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalEmptyTrashFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        super(application.sessionAuthenticator(), application);
    }
}
