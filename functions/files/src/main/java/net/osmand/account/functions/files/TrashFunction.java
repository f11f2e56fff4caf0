package net.osmand.account.functions.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.files.FileVersions;
import net.osmand.account.core.files.Trash;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import org.jspecify.annotations.Nullable;

/** GET /v1/trash: what lies in the trash, latest deletion first, a page a call; one Query. */
public final class TrashFunction extends HttpFunction {
    private static final int MOST_QUERIES = 40;

    private final Authenticator authenticator;
    private final FileVersions versions;
    private final Trash trash;
    private final Clock clock;

    public TrashFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public TrashFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        versions = application.files().versions();
        trash = application.files().trash();
        clock = application.clock();
    }

    @Override
    protected Response answer(Request request) {
        var caller = authenticator.authenticate(request);
        var emptied = caller.usage().emptied();
        var left = new ArrayList<FileVersions.Trashed>();
        var next = OptionalLong.of(PageCursor.before(request).orElse(Long.MAX_VALUE));
        // One query, but while a part of the trash is being emptied: what is hidden is read over, as far as time goes.
        for (var queries = 0; next.isPresent() && left.size() < PageCursor.PAGE && queries < MOST_QUERIES; queries++) {
            var page = versions.trash(caller.account().id(), clock.millis(), next.getAsLong(), PageCursor.PAGE);
            page.stream()
                    .filter(trashed -> !emptied.has(deletedAt(trashed)))
                    .limit(PageCursor.PAGE - left.size())
                    .forEach(left::add);
            next = next(page, left, emptied);
        }
        return Response.json(new View(
                left.stream()
                        .filter(trashed -> !trashed.key().isCompanion())
                        .map(this::item)
                        .toList(),
                next.isPresent() ? PageCursor.cursor(next.getAsLong()) : null));
    }

    /** Where the next page begins: behind what is shown, or all that is hidden. */
    private OptionalLong next(List<FileVersions.Trashed> page, List<FileVersions.Trashed> left, Usage.Emptied emptied) {
        if (left.size() == PageCursor.PAGE
                && left.getLast().until() > page.getLast().until()) {
            return OptionalLong.of(left.getLast().until());
        }
        // Behind the first file of a trash that was emptied as a whole lies nothing else.
        var isEnd = page.size() < PageCursor.PAGE || deletedAt(page.getLast()) <= emptied.until();
        return isEnd ? OptionalLong.empty() : OptionalLong.of(page.getLast().until());
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
