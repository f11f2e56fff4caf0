package net.osmand.account.functions.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.util.List;
import net.osmand.account.aws.Platform;
import net.osmand.account.files.FileVersions;
import net.osmand.account.files.Trash;
import net.osmand.account.http.Door;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import org.jspecify.annotations.Nullable;

/** GET /v1/trash: what lies in the trash, latest deletion first, a page a call; one Query. */
public final class TrashFunction extends HttpFunction {
    private final Door door;
    private final FileVersions versions;
    private final Trash trash;
    private final Clock clock;

    public TrashFunction() {
        this(Platform.ofProcess());
    }

    public TrashFunction(Platform platform) {
        var wiring = new FilesWiring(platform);
        door = wiring.webDoor();
        versions = wiring.versions();
        trash = wiring.trash();
        clock = platform.clock();
    }

    @Override
    protected Response answer(Request request) {
        var caller = door.open(request);
        var account = caller.account().id();
        var before = Paging.before(request).orElse(Long.MAX_VALUE);
        var page = versions.trash(account, clock.millis(), before, Paging.PAGE);
        // What was emptied and is not removed yet lies behind all that was deleted later.
        var left = page.stream()
                .filter(trashed -> deletedAt(trashed) > caller.usage().emptiedUntil())
                .toList();
        var next =
                left.size() < Paging.PAGE ? null : Paging.cursor(left.getLast().until());
        return Response.json(new View(
                left.stream()
                        .filter(trashed -> !trashed.key().isCompanion())
                        .map(this::item)
                        .toList(),
                next));
    }

    private View.Item item(FileVersions.Trashed trashed) {
        var deletedAt = deletedAt(trashed);
        return new View.Item(
                trashed.key().type(),
                trashed.key().listedName(),
                "DELETED",
                deletedAt,
                deletedAt,
                trashed.until(),
                Author.of(trashed.author()),
                List.of("download", "restore", "delete"));
    }

    private long deletedAt(FileVersions.Trashed trashed) {
        return trashed.deletedAt() > 0 ? trashed.deletedAt() : trash.beginOf(trashed.until());
    }

    /** One page; times in epoch milliseconds; {@code next} is the cursor of the page after it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(List<Item> items, @Nullable String next) {
        record Item(
                String type,
                String name,
                String status,
                long updatetime,
                long deleted_at,
                long purge_at,
                Author device,
                List<String> actions) {}
    }
}
