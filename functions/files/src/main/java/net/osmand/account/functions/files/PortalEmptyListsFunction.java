package net.osmand.account.functions.files;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.files.ListFiles;
import net.osmand.account.functions.files.FileListing.Choice;
import net.osmand.account.functions.files.FileListing.ListedFields;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/**
 * GET /share/get-shared-with-me and GET /mapapi/get-smart-folders: return empty lists, since this server does not have
 * these functions. The web client calls both at each login, and without the first it shows no favourites.
 */
public final class PortalEmptyListsFunction extends HttpFunction {
    private static final Choice NOTHING = new Choice(Set.of(), Optional.empty(), false);

    private final Authenticator authenticator;
    private final PlanLimits limits;
    private final ListFiles listFiles;

    public PortalEmptyListsFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalEmptyListsFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        limits = application.settings().planLimits();
        listFiles = application.files().listFiles();
    }

    @Override
    protected Response handle(Request request) {
        var caller = authenticator.authenticate(request);
        if (request.path().equals("/mapapi/get-smart-folders")) {
            return Response.json(List.of());
        }
        request.parameter("type");
        var nothing = new FileListing(caller.account(), limits, NOTHING, listFiles.hidden(caller), ListedFields.WEB);
        return LargeResponses.portalList(request, nothing.finish());
    }
}
