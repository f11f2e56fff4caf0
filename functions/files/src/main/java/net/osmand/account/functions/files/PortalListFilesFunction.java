package net.osmand.account.functions.files;

import java.util.Optional;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.details.DetailsStore;
import net.osmand.account.core.details.ReadDetails;
import net.osmand.account.core.files.ListAccount;
import net.osmand.account.core.files.ListFiles;
import net.osmand.account.functions.files.FileListing.ListedFields;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** GET /mapapi/list-files: returns the same list as for apps, and on request the author of each version. */
public final class PortalListFilesFunction extends HttpFunction {
    /** Bytes of gzip. A larger list contains no details. */
    private static final int LARGEST_WITH_DETAILS = 4 << 20;

    private final Authenticator authenticator;
    private final ListFiles listFiles;
    private final ListAccount listAccount;
    private final PlanLimits limits;
    private final Optional<DetailsStore> details;

    public PortalListFilesFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalListFilesFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        listFiles = application.files().listFiles();
        listAccount = application.files().listAccount(ListedRows::read);
        limits = application.settings().planLimits();
        details = application.settings().showsDetails()
                ? Optional.of(application.portalFiles().details())
                : Optional.empty();
    }

    @Override
    protected Response handle(Request request) {
        var caller = authenticator.authenticate(request);
        var account = caller.account();
        var choice = FileListing.Choice.of(request);
        var fields =
                request.flag("addDevices") && choice.allVersions() ? ListedFields.WEB_WITH_AUTHORS : ListedFields.WEB;
        var rows = fields == ListedFields.WEB_WITH_AUTHORS
                ? listAccount.withAuthors(caller, choice.name())
                : listAccount.of(caller, choice.name());
        var hidden = listFiles.hidden(caller);
        var stored = details.filter(_ -> choice.mayHave(ReadDetails.TYPE)).map(store -> store.all(account.id()));
        var gzip = RowDetails.fitting(
                stored,
                LARGEST_WITH_DETAILS,
                rowDetails -> new FileListing(account, limits, choice, hidden, fields, Optional.of(rowDetails))
                        .of(rows::each));
        return LargeResponses.portalList(request, gzip);
    }
}
