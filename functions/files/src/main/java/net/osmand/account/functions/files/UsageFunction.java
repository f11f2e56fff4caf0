package net.osmand.account.functions.files;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.osmand.account.aws.Platform;
import net.osmand.account.files.ExportKey;
import net.osmand.account.files.FileKey;
import net.osmand.account.files.FileVersion;
import net.osmand.account.files.FileVersions;
import net.osmand.account.files.Trash;
import net.osmand.account.http.Door;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.plan.PlanLimits;

/** GET /v1/usage: what the account holds, by category. */
public final class UsageFunction extends HttpFunction {
    private final Door door;
    private final FileVersions versions;
    private final PlanLimits limits;
    private final Trash trash;

    public UsageFunction() {
        this(Platform.ofProcess());
    }

    public UsageFunction(Platform platform) {
        var wiring = new FilesWiring(platform);
        door = wiring.webDoor();
        versions = wiring.versions();
        limits = wiring.limits();
        trash = wiring.trash();
    }

    @Override
    protected Response answer(Request request) {
        var account = door.open(request).account();
        var count = new Count(trash);
        versions.eachPage(account.id(), page -> page.forEach(count::add));
        return Response.json(count.view(limits.shownAccountBytes(account.plan())));
    }

    /** Counts rows that come newest first: the first of a file is its state. */
    private static final class Count {
        private final Trash trash;
        private final Set<FileKey> seen = new HashSet<>();
        private final Set<FileKey> gone = new HashSet<>();
        private final Map<ExportKey.Category, View.Entry> categories = new EnumMap<>(ExportKey.Category.class);
        private long versions;

        Count(Trash trash) {
            this.trash = trash;
        }

        void add(FileVersion version) {
            var newest = seen.add(version.key());
            if (newest && trash.hasEnded(version)) {
                gone.add(version.key());
            }
            if (version.isDeletionMarker() || gone.contains(version.key())) {
                return;
            }
            versions++;
            if (newest) {
                var category = ExportKey.of(version.key()).category();
                var entry = new View.Entry(category.name(), 1, version.size(), version.gzipSize());
                categories.merge(category, entry, View.Entry::plus);
            }
        }

        View view(long capacity) {
            var entries = List.copyOf(categories.values());
            var all = entries.stream().reduce(new View.Entry("", 0, 0, 0), View.Entry::plus);
            return new View(all.files(), versions, all.bytes(), all.zip_bytes(), capacity, entries);
        }
    }

    /** Sizes in bytes: uncompressed, and as stored, which is what counts against the capacity. */
    record View(long files, long versions, long bytes, long zip_bytes, long capacity, List<Entry> categories) {
        record Entry(String category, long files, long bytes, long zip_bytes) {
            Entry plus(Entry more) {
                return new Entry(category, files + more.files, bytes + more.bytes, zip_bytes + more.zip_bytes);
            }
        }
    }
}
