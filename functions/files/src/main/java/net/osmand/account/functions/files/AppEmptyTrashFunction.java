package net.osmand.account.functions.files;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;

/** POST /userdata/empty-trash. */
public final class AppEmptyTrashFunction extends EmptyTrashHandler {
    public AppEmptyTrashFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public AppEmptyTrashFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        super(application.deviceAuthenticator(), application);
    }
}
