package net.osmand.account.functions.files;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;

/** POST /mapapi/delete-file-version. */
public final class PortalDeleteFileVersionFunction extends DeleteFileVersionHandler {
    public PortalDeleteFileVersionFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalDeleteFileVersionFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        super(application.sessionAuthenticator(), application);
    }
}
