package net.osmand.account.tools.benchmarks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.osmand.account.tools.benchmarks.ColdStarts.Start;

/** Collects all figures of a run as JSON, and the goals that they miss. */
final class Results {
    /** Size of the account for which the goals are defined, in files. */
    private static final int TYPICAL = 1_000;

    private final Model model;
    private final Measurements measurements;
    private final List<Start> starts;
    private final Path template;
    private final ObjectNode json = MeasuredStack.JSON.createObjectNode();
    private final List<String> missed = new ArrayList<>();

    Results(Model model, Measurements measurements, List<Start> starts, Path template) {
        this.model = model;
        this.measurements = measurements;
        this.starts = starts;
        this.template = template;
    }

    ObjectNode json() {
        json.put("date", LocalDate.now(Clock.systemUTC()).toString());
        json.put("java", Runtime.version().toString());
        json.put("users", (long) model.assumptions().users());
        model.profiles().forEach(profile -> months(profile, json.withArray("months")));
        lists(json.withArray("lists"));
        requests(json.withArray("requests"), json.withArray("hotRequests"));
        fixed(json.putObject("fixed"));
        starts(json.withArray("starts"), json.withArray("hotStarts"));
        json.set("missed", MeasuredStack.JSON.valueToTree(missed));
        return json;
    }

    private void months(Model.Profile profile, ArrayNode rows) {
        for (var files : Measurements.SIZES) {
            var dollars = measurements.month(profile, files);
            var row = rows.addObject()
                    .put("client", profile.name())
                    .put("files", files)
                    .put("measured", measurements.runs().containsKey(files));
            List.of("gateway", "database", "requests", "mails", "kept", "objects", "egress", "sign-in")
                    .forEach(group -> row.put(group, rounded(dollars.get(group))));
            var cost = Model.metadataAndCompute(dollars);
            row.put("metadataAndCompute", rounded(cost));
            miss(profile, files, "", cost, profile.goals());
            miss(profile, files, " of kept metadata", dollars.get("kept"), profile.keptGoals());
        }
    }

    private void miss(Model.Profile profile, int files, String kind, double cost, Map<Integer, Double> goals) {
        var goal = goals.getOrDefault(files, Double.POSITIVE_INFINITY);
        if (cost > goal) {
            missed.add(String.format(
                    Locale.ROOT,
                    "%s with %,d files: %.2f US dollars%s per 1,000 users and month, goal %.2f",
                    profile.name(),
                    files,
                    cost,
                    kind,
                    goal));
        }
    }

    private void lists(ArrayNode rows) {
        measurements.runs().forEach((files, run) -> {
            var since = measurements.usage("GET /v1/changes/since", files).get("answer");
            // Both answers are compressed, as the incumbent's lists are.
            var factor = measurements.usage("GET /userdata/list-files", files).get("answer") / since;
            rows.addObject()
                    .put("files", files)
                    .put("plain", (long) run.fullListPlain())
                    .put("sent", (long) measurements
                            .usage("GET /userdata/list-files", files)
                            .get("answer"))
                    .put("since", (long) since)
                    .put("firstReads", reads(", first", files))
                    .put("changedReads", reads(", after a change", files))
                    .put("unchangedReads", reads("", files))
                    .put("factor", (long) factor);
            if (files >= TYPICAL && !(factor >= model.goals().listFactor())) {
                missed.add(String.format(
                        Locale.ROOT,
                        "A sync round with %,d files: %.0f times smaller than the list as gzip, goal %.0f",
                        files,
                        factor,
                        model.goals().listFactor()));
            }
        });
    }

    private double reads(String kind, int files) {
        return measurements.usage("GET /userdata/list-files" + kind, files).get("rcu");
    }

    private void requests(ArrayNode all, ArrayNode hot) {
        for (var route : measurements.routes()) {
            var usage = measurements.usage(route, TYPICAL);
            var items = route.contains(" ") ? model.request(usage) : model.event(usage);
            var slope = measurements.slope(route);
            var row = all.addObject().put("route", route);
            List.of("calls", "rcu", "wcu", "s3Reads", "s3Writes", "bytesIn", "bytesOut", "answer")
                    .forEach(name -> row.put(name, Math.round(usage.get(name))));
            row.put("dollarsPerMillion", rounded(Model.metadataAndCompute(model.dollars(items)) * 1e6));
            row.put("slope", rounded(slope));
            if (model.profiles().stream().anyMatch(profile -> profile.requests().containsKey(route))) {
                hot.add(row.deepCopy());
            }
            if (slope > model.goals().slope() && !model.fullLists().contains(route)) {
                missed.add(String.format(
                        Locale.ROOT,
                        "%s grows with the account: slope %.2f, goal %.2f",
                        route,
                        slope,
                        model.goals().slope()));
            }
        }
    }

    private void fixed(ObjectNode row) {
        var cost = FixedCost.of(model, template);
        cost.counts().forEach(row::put);
        row.put("queues", cost.queues()).put("dollars", rounded(cost.dollars()));
        if (cost.dollars() > model.goals().fixed()) {
            missed.add(String.format(
                    Locale.ROOT,
                    "a stack without requests: %.2f US dollars per month, goal %.2f",
                    cost.dollars(),
                    model.goals().fixed()));
        }
    }

    private void starts(ArrayNode all, ArrayNode hot) {
        for (var start : starts) {
            var row = MeasuredStack.JSON.<ObjectNode>valueToTree(start);
            row.put("cpu", rounded(start.cpu())).put("restored", rounded(start.restored()));
            all.add(row);
            if (model.hotFunctions().contains(start.function())) {
                hot.add(row.deepCopy());
            }
            if (start.primed() > model.goals().classes()) {
                missed.add(String.format(
                        Locale.ROOT,
                        "%s: its first request after a restore loads %d classes, goal %d",
                        start.function(),
                        start.primed(),
                        model.goals().classes()));
            }
        }
        var slow = starts.stream()
                .filter(start -> start.cpu() > model.goals().cpu())
                .count();
        if (slow > 0) {
            missed.add(String.format(
                    Locale.ROOT,
                    "CPU of a cold start without SnapStart: %d of %d functions need more than %.0f times a hello-world function",
                    slow,
                    starts.size(),
                    model.goals().cpu()));
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
