package net.osmand.account.functions.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.files.ListFiles;
import net.osmand.account.core.files.TrashEntry;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import org.jspecify.annotations.Nullable;

/** GET /v1/trash: lists the trash, latest deletion first, one page in each call, usually with one Query. */
public final class TrashFunction extends HttpFunction {
    private static final int MAX_QUERIES = 40;

    private final Authenticator authenticator;
    private final ListFiles listFiles;

    public TrashFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public TrashFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        listFiles = application.files().listFiles();
    }

    @Override
    protected Response handle(Request request) {
        var caller = authenticator.authenticate(request);
        var hidden = listFiles.hidden(caller);
        var left = new ArrayList<TrashEntry>();
        var next = OptionalLong.of(PageCursor.before(request).orElse(Long.MAX_VALUE));
        // More than one query is only needed while a part of the trash is being emptied. Hidden entries are then
        // skipped.
        for (var queries = 0; next.isPresent() && left.size() < PageCursor.PAGE && queries < MAX_QUERIES; queries++) {
            var page = listFiles.trash(caller.account().id(), next.getAsLong(), PageCursor.PAGE);
            page.stream()
                    .filter(trashed -> !hidden.isEmptied(trashed.deletedAt()))
                    .limit(PageCursor.PAGE - left.size())
                    .forEach(left::add);
            next = next(page, left, caller.usage().emptiedUntil());
        }
        return Response.json(new View(
                left.stream()
                        .filter(trashed -> !trashed.key().isCompanion())
                        .map(TrashFunction::item)
                        .toList(),
                next.isPresent() ? PageCursor.cursor(next.getAsLong()) : null));
    }

    /** Returns the start of the next page: after the last entry shown, or after the hidden ones. */
    private static OptionalLong next(List<TrashEntry> page, List<TrashEntry> left, long emptiedUntil) {
        if (left.size() == PageCursor.PAGE
                && left.getLast().until() > page.getLast().until()) {
            return OptionalLong.of(left.getLast().until());
        }
        // After the first entry of a trash that was emptied completely, there are only emptied entries.
        var isEnd = page.size() < PageCursor.PAGE || page.getLast().deletedAt() <= emptiedUntil;
        return isEnd ? OptionalLong.empty() : OptionalLong.of(page.getLast().until());
    }

    private static View.Item item(TrashEntry trashed) {
        return new View.Item(
                trashed.key().type(),
                trashed.key().listedName(),
                "DELETED",
                trashed.deletedAt(),
                trashed.deletedAt(),
                trashed.until(),
                Author.of(trashed.author()),
                List.of("download", "restore", "delete"));
    }

    /** One page. Times are epoch milliseconds; {@code next} is the cursor of the following page. */
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
