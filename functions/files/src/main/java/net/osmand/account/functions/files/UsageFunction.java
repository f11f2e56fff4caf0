package net.osmand.account.functions.files;

import java.util.List;
import java.util.stream.Stream;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.account.StorageBreakdown;
import net.osmand.account.core.account.StorageBreakdown.Amount;
import net.osmand.account.core.values.FileCategory.Category;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** GET /v1/usage: returns the account's usage by category. It needs no read besides the authentication. */
public final class UsageFunction extends HttpFunction {
    private final Authenticator authenticator;
    private final PlanLimits limits;

    public UsageFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public UsageFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        limits = application.settings().planLimits();
    }

    @Override
    protected Response handle(Request request) {
        var caller = authenticator.authenticate(request);
        var account = caller.account();
        return Response.json(View.of(caller.usage().holdings(), limits.shownAccountBytes(account.plan())));
    }

    /** Sizes in bytes: uncompressed, and as stored. Only the stored size counts against the quota. */
    record View(long files, long versions, long bytes, long zip_bytes, long capacity, List<Entry> categories) {
        static View of(StorageBreakdown holdings, long capacity) {
            var total = holdings.total();
            var entries = Stream.of(Category.values())
                    .filter(category -> holdings.in(category).files() > 0)
                    .map(category -> Entry.of(category, holdings.in(category)))
                    .toList();
            return new View(total.files(), holdings.versions(), total.bytes(), total.gzipBytes(), capacity, entries);
        }

        record Entry(String category, long files, long bytes, long zip_bytes) {
            static Entry of(Category category, Amount amount) {
                return new Entry(category.name(), amount.files(), amount.bytes(), amount.gzipBytes());
            }
        }
    }
}
