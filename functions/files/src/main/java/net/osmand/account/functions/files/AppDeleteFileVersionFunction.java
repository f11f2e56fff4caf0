package net.osmand.account.functions.files;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;

/** POST /userdata/delete-file-version. */
public final class AppDeleteFileVersionFunction extends DeleteFileVersionHandler {
    public AppDeleteFileVersionFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public AppDeleteFileVersionFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        super(application.deviceAuthenticator(), application);
    }
}
