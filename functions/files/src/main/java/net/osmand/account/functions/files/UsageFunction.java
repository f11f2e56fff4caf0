package net.osmand.account.functions.files;

import java.util.List;
import java.util.stream.Stream;
import net.osmand.account.aws.Platform;
import net.osmand.account.files.ExportKey.Category;
import net.osmand.account.files.Holdings;
import net.osmand.account.files.Holdings.Amount;
import net.osmand.account.files.Recount;
import net.osmand.account.http.Door;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.plan.PlanLimits;

/** GET /v1/usage: what the account holds, by category; nothing is read but who calls. */
public final class UsageFunction extends HttpFunction {
    private final Door door;
    private final Recount recount;
    private final PlanLimits limits;

    public UsageFunction() {
        this(Platform.ofProcess());
    }

    public UsageFunction(Platform platform) {
        var wiring = new FilesWiring(platform);
        door = wiring.webDoor();
        recount = wiring.recount();
        limits = wiring.limits();
    }

    @Override
    protected Response answer(Request request) {
        var caller = door.open(request);
        var account = caller.account();
        var holdings = recount.complete(account.id(), caller.usage()).holdings().orElseThrow();
        return Response.json(View.of(holdings, limits.shownAccountBytes(account.plan())));
    }

    /** Sizes in bytes: uncompressed, and as stored, which is what counts against the capacity. */
    record View(long files, long versions, long bytes, long zip_bytes, long capacity, List<Entry> categories) {
        static View of(Holdings holdings, long capacity) {
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
