package net.osmand.account.functions.files;

import java.util.OptionalLong;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.folders.UpdateAppearance;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.SessionAuthenticator;

/** POST /mapapi/update-info: stores the appearance of a track. */
public final class PortalUpdateInfoFunction extends HttpFunction {
    private final SessionAuthenticator authenticator;
    private final UpdateAppearance updateAppearance;

    public PortalUpdateInfoFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalUpdateInfoFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        updateAppearance = application.portalFiles().updateAppearance();
    }

    @Override
    protected Response answer(Request request) {
        var caller = authenticator.authenticate(
                request, request.optional("name").flatMap(name -> RequestedFile.head("GPX", name)));
        var name = request.parameter("name");
        var known = request.number("updatetime").map(OptionalLong::of).orElse(OptionalLong.empty());
        var version = updateAppearance.update(caller, name, known, request.part());
        return Response.json(AppUploadFileFunction.View.of(version, name));
    }
}
