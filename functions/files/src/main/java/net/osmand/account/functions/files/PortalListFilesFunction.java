package net.osmand.account.functions.files;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.files.FileVersions;
import net.osmand.account.core.files.Trash;
import net.osmand.account.functions.files.FileListing.ListedFields;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** GET /mapapi/list-files: as the app's list, and who wrote each version where that is asked for. */
public final class PortalListFilesFunction extends HttpFunction {
    private final Authenticator authenticator;
    private final FileVersions versions;
    private final Trash trash;
    private final PlanLimits limits;

    public PortalListFilesFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalListFilesFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        versions = application.files().versions();
        trash = application.files().trash();
        limits = application.settings().planLimits();
    }

    @Override
    protected Response answer(Request request) {
        var caller = authenticator.authenticate(request);
        var account = caller.account();
        var choice = FileListing.Choice.of(request);
        var fields =
                request.flag("addDevices") && choice.allVersions() ? ListedFields.WEB_WITH_AUTHORS : ListedFields.WEB;
        var listing = new FileListing(
                account,
                limits,
                choice,
                version -> trash.hasEnded(version) || version.isEmptied(caller.usage()),
                fields);
        versions.eachPage(account.id(), listing::add);
        return LargeResponses.portalList(request, listing.finish());
    }
}
