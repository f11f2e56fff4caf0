package net.osmand.account.functions.files;

import java.util.Optional;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.files.ListAccount;
import net.osmand.account.core.files.ListFiles;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** GET /userdata/list-files: lists every version of the account, newest first. The list of a large account is stored. */
public final class AppListFilesFunction extends HttpFunction {
    private final Authenticator authenticator;
    private final ListFiles listFiles;
    private final ListAccount listAccount;
    private final PlanLimits limits;
    private final LargeResponses answers;

    public AppListFilesFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public AppListFilesFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.deviceAuthenticator();
        listFiles = application.files().listFiles();
        listAccount = application.files().listAccount(ListedRows::read);
        limits = application.settings().planLimits();
        answers = new LargeResponses(application.files().contents());
    }

    @Override
    protected Response handle(Request request) {
        var caller = authenticator.authenticate(request);
        var choice = FileListing.Choice.of(request);
        var rows = listAccount.of(caller, choice.name());
        var unchanged = choice.isEverything() ? rows.unchanged() : Optional.<byte[]>empty();
        if (unchanged.isPresent()) {
            return LargeResponses.list(request, unchanged.get(), rows::link);
        }
        var account = caller.account();
        var listing = new FileListing(account, limits, choice, listFiles.hidden(caller), FileListing.ListedFields.APP);
        var gzip = listing.of(rows::each);
        if (choice.isEverything() && listing.isComplete()) {
            rows.store(gzip);
        }
        return answers.list(request, account.id(), gzip);
    }
}
