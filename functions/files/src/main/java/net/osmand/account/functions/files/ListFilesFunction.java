package net.osmand.account.functions.files;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.osmand.account.aws.Platform;
import net.osmand.account.files.FileContents;
import net.osmand.account.files.FileVersions;
import net.osmand.account.http.Door;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.plan.PlanLimits;

/** GET /userdata/list-files: every row of the account, newest first; Query pages and nothing else. */
public final class ListFilesFunction extends HttpFunction {
    /** As base64 a larger answer would not fit through Lambda. */
    private static final int LARGEST_INLINE = 4 << 20;

    private static final String JSON = "application/json; charset=utf-8";

    private final Door door;
    private final FileVersions versions;
    private final FileContents contents;
    private final PlanLimits limits;

    public ListFilesFunction() {
        this(Platform.ofProcess());
    }

    public ListFilesFunction(Platform platform) {
        var wiring = new FilesWiring(platform);
        door = wiring.deviceDoor();
        versions = wiring.versions();
        contents = wiring.contents();
        limits = wiring.limits();
    }

    @Override
    protected Response answer(Request request) {
        var account = door.open(request).account();
        var types = Stream.of(request.optional("type").orElse("").split(",", -1))
                .map(String::strip)
                .filter(type -> !type.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        var listing = new Listing(account, limits, types, request.optional("name"), request.flag("allVersions"));
        versions.eachPage(account.id(), listing::add);
        var gzip = listing.finish();
        if (gzip.length > LARGEST_INLINE) {
            return Response.redirect(contents.publish(account.id(), gzip, JSON), Map.of());
        }
        return request.acceptsGzip() ? Response.gzip(gzip, JSON, Map.of()) : Response.gunzipped(gzip, JSON, Map.of());
    }
}
