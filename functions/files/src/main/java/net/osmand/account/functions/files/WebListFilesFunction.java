package net.osmand.account.functions.files;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.osmand.account.aws.Platform;
import net.osmand.account.files.FileVersions;
import net.osmand.account.files.Trash;
import net.osmand.account.http.Door;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.identity.AccountId;
import net.osmand.account.identity.Accounts;
import net.osmand.account.identity.Device;
import net.osmand.account.identity.DeviceId;
import net.osmand.account.plan.PlanLimits;

/** GET /mapapi/list-files: as the app's list, and who wrote each version where that is asked for. */
public final class WebListFilesFunction extends HttpFunction {
    private final Door door;
    private final FileVersions versions;
    private final Accounts accounts;
    private final Trash trash;
    private final PlanLimits limits;
    private final LargeAnswers answers;

    public WebListFilesFunction() {
        this(Platform.ofProcess());
    }

    public WebListFilesFunction(Platform platform) {
        var wiring = new FilesWiring(platform);
        door = wiring.webDoor();
        versions = wiring.versions();
        accounts = wiring.accounts();
        trash = wiring.trash();
        limits = wiring.limits();
        answers = wiring.largeAnswers();
    }

    @Override
    protected Response answer(Request request) {
        var caller = door.open(request);
        var account = caller.account();
        var choice = Listing.Choice.of(request);
        Optional<Map<DeviceId, String>> devices = request.flag("addDevices") && choice.allVersions()
                ? Optional.of(labels(account.id()))
                : Optional.empty();
        var listing = new Listing(
                account,
                limits,
                choice,
                version -> trash.hasEnded(version) || caller.usage().hasEmptied(version),
                devices);
        versions.eachPage(account.id(), listing::add);
        return answers.list(request, account.id(), listing.finish());
    }

    /** For versions of older releases, which did not note it. */
    private Map<DeviceId, String> labels(AccountId account) {
        return accounts.devices(account).stream().collect(Collectors.toMap(Device::id, Device::label));
    }
}
