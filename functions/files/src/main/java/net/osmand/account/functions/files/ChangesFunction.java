package net.osmand.account.functions.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.files.HiddenFiles;
import net.osmand.account.core.files.ListFiles;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.MalformedRequestException;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import org.jspecify.annotations.Nullable;

/** GET /v1/changes: lists changes, newest first, one page in each call, with one Query. */
public final class ChangesFunction extends HttpFunction {
    private final Authenticator authenticator;
    private final ListFiles listFiles;

    public ChangesFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public ChangesFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        listFiles = application.files().listFiles();
    }

    @Override
    protected Response handle(Request request) {
        var caller = authenticator.authenticate(request);
        var span = Span.of(request);
        var before = PageCursor.before(request)
                .map(cursor -> Math.min(cursor, span.before()))
                .orElse(span.before());
        var page = listFiles.page(caller.account().id(), span.from(), before, PageCursor.PAGE);
        var hidden = listFiles.hidden(caller);
        var next = page.size() < PageCursor.PAGE
                ? null
                : PageCursor.cursor(page.getLast().updateTime());
        return Response.json(new View(
                page.stream()
                        .filter(version -> !version.key().isCompanion() && !hidden.isPurged(version))
                        .map(version -> View.Item.of(version, actions(version, hidden)))
                        .toList(),
                next));
    }

    private static List<String> actions(FileVersion version, HiddenFiles hidden) {
        if (version.isDeletionMarker() && hidden.isEmptied(version.updateTime())) {
            return List.of();
        }
        return version.isDeletionMarker() ? List.of("download", "restore", "delete") : List.of("download", "delete");
    }

    /** A calendar month in the user's time zone, or all time; epoch milliseconds. */
    private record Span(long from, long before) {
        static Span of(Request request) {
            var month = request.optional("month").filter(text -> !text.isEmpty());
            try {
                var zone = ZoneId.of(request.optional("zone").orElse("UTC"));
                if (month.isEmpty()) {
                    return new Span(0, Long.MAX_VALUE);
                }
                var first = YearMonth.parse(month.get()).atDay(1);
                return new Span(
                        first.atStartOfDay(zone).toInstant().toEpochMilli(),
                        first.plusMonths(1).atStartOfDay(zone).toInstant().toEpochMilli());
            } catch (DateTimeException _) {
                throw new MalformedRequestException();
            }
        }
    }

    /** One page. {@code next} is the cursor of the following page. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(List<Item> items, @Nullable String next) {
        record Item(
                String type,
                String name,
                String status,
                long updatetime,
                long clienttime,
                long filesize,
                long zip_size,
                Author device,
                List<String> actions) {
            static Item of(FileVersion version, List<String> actions) {
                return new Item(
                        version.key().type(),
                        version.key().listedName(),
                        version.status().name(),
                        version.updateTime(),
                        version.clientTime(),
                        version.size(),
                        version.gzipSize(),
                        Author.of(version.author()),
                        actions);
            }
        }
    }
}
