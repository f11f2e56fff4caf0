package net.osmand.account.functions.files;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.files.ListFiles;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** GET /userdata/list-files: lists every version of the account, newest first. It needs only Query pages. */
public final class AppListFilesFunction extends HttpFunction {
    private final Authenticator authenticator;
    private final ListFiles listFiles;
    private final PlanLimits limits;
    private final LargeResponses answers;

    public AppListFilesFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public AppListFilesFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.deviceAuthenticator();
        listFiles = application.files().listFiles();
        limits = application.settings().planLimits();
        answers = new LargeResponses(application.files().contents());
    }

    @Override
    protected Response handle(Request request) {
        var caller = authenticator.authenticate(request);
        var account = caller.account();
        var listing = new FileListing(
                account,
                limits,
                FileListing.Choice.of(request),
                listFiles.hidden(caller),
                FileListing.ListedFields.APP);
        return answers.list(request, account.id(), listing.of(listFiles));
    }
}
