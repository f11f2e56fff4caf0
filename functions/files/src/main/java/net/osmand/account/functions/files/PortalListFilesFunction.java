package net.osmand.account.functions.files;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.account.Device;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.files.FileVersions;
import net.osmand.account.core.files.Trash;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** GET /mapapi/list-files: as the app's list, and who wrote each version where that is asked for. */
public final class PortalListFilesFunction extends HttpFunction {
    private final Authenticator authenticator;
    private final FileVersions versions;
    private final Accounts accounts;
    private final Trash trash;
    private final PlanLimits limits;
    private final LargeResponses answers;

    public PortalListFilesFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalListFilesFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        versions = application.files().versions();
        accounts = application.accounts();
        trash = application.files().trash();
        limits = application.settings().planLimits();
        answers = new LargeResponses(application.files().contents());
    }

    @Override
    protected Response answer(Request request) {
        var caller = authenticator.authenticate(request);
        var account = caller.account();
        var choice = FileListing.Choice.of(request);
        Optional<Map<DeviceId, String>> devices = request.flag("addDevices") && choice.allVersions()
                ? Optional.of(labels(account.id()))
                : Optional.empty();
        var listing = new FileListing(
                account,
                limits,
                choice,
                version -> trash.hasEnded(version) || version.isEmptied(caller.usage()),
                devices);
        versions.eachPage(account.id(), listing::add);
        return answers.list(request, account.id(), listing.finish());
    }

    /** For versions of older releases, which did not note it. */
    private Map<DeviceId, String> labels(AccountId account) {
        return accounts.devices(account).stream().collect(Collectors.toMap(Device::id, Device::label));
    }
}
