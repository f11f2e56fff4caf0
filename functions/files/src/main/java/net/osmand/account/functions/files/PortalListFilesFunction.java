package net.osmand.account.functions.files;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.files.ListFiles;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** GET /mapapi/list-files: as the app's list, and who wrote each version where that is asked for. */
public final class PortalListFilesFunction extends HttpFunction {
    private final Authenticator authenticator;
    private final ListFiles listFiles;
    private final PlanLimits limits;

    public PortalListFilesFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalListFilesFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        listFiles = application.files().listFiles();
        limits = application.settings().planLimits();
    }

    @Override
    protected Response answer(Request request) {
        var caller = authenticator.authenticate(request);
        var account = caller.account();
        var choice = FileListing.Choice.of(request);
        var authors = request.flag("addDevices") && choice.allVersions();
        var listing = new FileListing(account, limits, choice, listFiles.hidden(caller), authors);
        return LargeResponses.portalList(request, listing.of(listFiles));
    }
}
