package net.osmand.account.functions.files;

import java.util.Optional;
import net.osmand.account.aws.Platform;
import net.osmand.account.files.FileVersions;
import net.osmand.account.files.Trash;
import net.osmand.account.http.Door;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.plan.PlanLimits;

/** GET /userdata/list-files: every row of the account, newest first; Query pages and nothing else. */
public final class ListFilesFunction extends HttpFunction {
    private final Door door;
    private final FileVersions versions;
    private final Trash trash;
    private final PlanLimits limits;
    private final LargeAnswers answers;

    public ListFilesFunction() {
        this(Platform.ofProcess());
    }

    public ListFilesFunction(Platform platform) {
        var wiring = new FilesWiring(platform);
        door = wiring.deviceDoor();
        versions = wiring.versions();
        trash = wiring.trash();
        limits = wiring.limits();
        answers = wiring.largeAnswers();
    }

    @Override
    protected Response answer(Request request) {
        var caller = door.open(request);
        var account = caller.account();
        var listing = new Listing(
                account,
                limits,
                Listing.Choice.of(request),
                version -> trash.hasEnded(version) || caller.usage().hasEmptied(version),
                Optional.empty());
        versions.eachPage(account.id(), listing::add);
        return answers.list(request, account.id(), listing.finish());
    }
}
