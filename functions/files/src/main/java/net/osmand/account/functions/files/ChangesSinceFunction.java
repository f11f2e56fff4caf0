package net.osmand.account.functions.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Stream;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.files.ChangesSince;
import net.osmand.account.core.files.Removal;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import org.jspecify.annotations.Nullable;

/**
 * GET /v1/changes/since: lists changes after a cursor, including removals. For an unchanged account the response is
 * nearly empty.
 */
public final class ChangesSinceFunction extends HttpFunction {
    private static final int PAGE = 500;

    private final Authenticator authenticator;
    private final ChangesSince changesSince;

    public ChangesSinceFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public ChangesSinceFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        changesSince = application.files().changesSince(PAGE);
    }

    @Override
    protected Response handle(Request request) {
        var caller = authenticator.authenticate(request);
        var account = caller.account().id();
        var answer = request.optional("cursor")
                .filter(cursor -> !cursor.isEmpty())
                .map(cursor -> changesSince.since(caller, ChangeCursor.parse(account, cursor)))
                .orElseGet(() -> changesSince.begin(caller));
        var cursor = answer.cursor().map(next -> ChangeCursor.text(account, next));
        return Response.json(
                answer.reset() ? new Reset(true, cursor.orElse(null)) : View.of(answer, cursor.orElseThrow()));
    }

    /** Makes the client list all files again. If there is no cursor, the client requests one first. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Reset(boolean reset, @Nullable String cursor) {}

    /** Added versions and permanently deleted ones. */
    record View(String cursor, boolean more, List<Item> items, List<Removed> removed) {
        static View of(ChangesSince.Answer answer, String cursor) {
            return new View(
                    cursor,
                    answer.more(),
                    answer.added().stream().map(Item::of).toList(),
                    answer.removed().stream().flatMap(Removed::of).toList());
        }

        /** One version. Sizes are bytes, or -1 for a deletion marker; times are epoch milliseconds. */
        record Item(
                String type,
                String name,
                String status,
                long updatetime,
                long clienttime,
                long filesize,
                long zip_size,
                int deviceid,
                Author device) {
            static Item of(FileVersion version) {
                return new Item(
                        version.key().type(),
                        version.key().listedName(),
                        version.status().name(),
                        version.updateTime(),
                        version.clientTime(),
                        version.size(),
                        version.gzipSize(),
                        version.device().value(),
                        Author.of(version.author()));
            }
        }

        /** Permanently deleted versions of a file, by their update times. */
        record Removed(String type, String name, List<Long> updatetimes) {
            static Stream<Removed> of(Removal removal) {
                return removal.files().stream()
                        .map(file -> new Removed(file.key().type(), file.key().listedName(), file.updateTimes()));
            }
        }
    }
}
