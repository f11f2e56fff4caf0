package net.osmand.account.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import net.osmand.account.cloud.api.CloudApi;
import net.osmand.account.cloud.api.ExitCode;
import net.osmand.account.cloud.folder.Folder;
import net.osmand.account.cloud.sync.Action;
import net.osmand.account.cloud.sync.Events;
import net.osmand.account.cloud.sync.Mode;
import net.osmand.account.cloud.sync.Sync;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the plan, the storage by category, the devices, and the differences from a folder. */
@Command(
        name = "status",
        description = "Shows the account and what differs from a folder.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private final OsmandCloud cloud;

    @Mixin
    private ProfileOption profile = new ProfileOption();

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "A folder to compare with.")
    private @Nullable Path folder;

    @Option(names = "--json", description = "Writes one JSON object.")
    private boolean json;

    StatusCommand(OsmandCloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public Integer call() {
        var api = cloud.api(profile.name());
        var plan = api.account().purchases().path("plan").path("name").asText();
        var usage = api.account().usage();
        var devices = api.account().devices();
        var actions = folder == null ? List.<Action>of() : actions(api, folder);
        if (json) {
            printJson(api, plan, usage, devices, actions);
        } else {
            print(api, plan, usage, devices);
            if (folder != null) {
                print(actions);
            }
        }
        return (actions.isEmpty() ? ExitCode.DONE : ExitCode.DIFFERENT).number();
    }

    private List<Action> actions(CloudApi api, Path path) {
        var root = new Folder(path.toAbsolutePath().normalize());
        return new Sync(api, root, cloud.clock(), cloud.sleeper(), Events.NONE).plan(Mode.SYNC);
    }

    private void print(CloudApi api, String plan, JsonNode usage, JsonNode devices) {
        var out = cloud.terminal().out();
        out.printf("%s at %s%n", api.session().email(), api.session().server());
        out.printf(
                "Plan %s: %s of %s in %d files%n",
                plan,
                Sizes.of(usage.path("zip_bytes").asLong()),
                Sizes.of(usage.path("capacity").asLong()),
                usage.path("files").asInt());
        for (var category : usage.path("categories")) {
            out.printf(
                    "  %-10s %6d files %10s%n",
                    category.path("category").asText(),
                    category.path("files").asInt(),
                    Sizes.of(category.path("zip_bytes").asLong()));
        }
        out.println("Devices:");
        for (var device : devices) {
            out.printf(
                    "  %s %s, last used %s%s%n",
                    device.path("brand").asText(),
                    device.path("model").asText(),
                    Instant.ofEpochMilli(device.path("last_used").asLong()).truncatedTo(ChronoUnit.MINUTES),
                    device.path("current").asBoolean() ? " (this one)" : "");
        }
    }

    private void print(List<Action> actions) {
        var out = cloud.terminal().out();
        if (actions.isEmpty()) {
            out.println("The folder is equal to the cloud.");
        } else {
            out.println("A sync would do:");
            counts(actions).forEach((verb, count) -> out.printf("  %s: %d%n", verb, count));
        }
    }

    private static Map<String, Integer> counts(List<Action> actions) {
        var counts = new TreeMap<String, Integer>();
        actions.forEach(action -> counts.merge(action.verb(), 1, Integer::sum));
        return counts;
    }

    private void printJson(CloudApi api, String plan, JsonNode usage, JsonNode devices, List<Action> actions) {
        var status = JsonLines.event("status")
                .put("email", api.session().email())
                .put("server", api.session().server().toString())
                .put("plan", plan);
        status.set("usage", usage);
        status.set("devices", devices);
        counts(actions).forEach(status.putObject("differences")::put);
        cloud.terminal().out().println(status);
    }
}
