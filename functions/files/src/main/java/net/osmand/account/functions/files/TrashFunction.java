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
        var account = door.open(request).account().id();
        var before = Paging.before(request).orElse(Long.MAX_VALUE);
        var page = versions.trash(account, clock.millis(), before, Paging.PAGE);
        var next =
                page.size() < Paging.PAGE ? null : Paging.cursor(page.getLast().until());
        return Response.json(new View(
                page.stream()
                        .filter(trashed -> !trashed.key().isCompanion())
                        .map(this::item)
                        .toList(),
                next));
    }

    private View.Item item(FileVersions.Trashed trashed) {
        var deletedAt = trashed.deletedAt() > 0 ? trashed.deletedAt() : trash.beginOf(trashed.until());
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
