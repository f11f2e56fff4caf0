package net.osmand.account.tools.benchmarks;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.osmand.account.tools.benchmarks.ColdStarts.Start;

/** {@code docs/performance.md}: all figures, how they came about, and what falls short of its goal. */
@SuppressWarnings("AnnotateFormatMethod") // Every format stands in this class, and each report tries them all.
final class Report {
    private static final double GOAL_CURSOR = 1.00;
    private static final double GOAL_APP = 2.50;
    private static final double GOAL_SLOPE = 0.05;
    private static final double GOAL_LIST = 100;
    private static final double GOAL_CPU = 3;
    private static final int GOAL_CLASSES = 10;

    private final Prices prices;
    private final Fixed fixed;
    private final Map<String, String> routes;
    private final Costs costs;
    private final List<Start> starts;
    private final ExportCpu.Ratio splicing;
    private final CostModel rates;
    private final StringBuilder text = new StringBuilder();
    private final List<String> missed = new ArrayList<>();

    Report(
            Prices prices,
            Fixed fixed,
            Map<String, String> routes,
            Costs costs,
            List<Start> starts,
            ExportCpu.Ratio splicing) {
        this.prices = prices;
        this.fixed = fixed;
        this.routes = routes;
        this.costs = costs;
        this.starts = starts;
        this.splicing = splicing;
        rates = new CostModel(prices, fixed.traced());
    }

    String text() {
        months();
        lists();
        requests();
        fixedCosts();
        exports();
        coldStarts();
        priceList();
        var head = new StringBuilder();
        line(head, "# Performance and cost");
        line(head, "");
        line(
                head,
                "Written by `make bench` on %s, on %d cores with Java %s, from the local stack's ledger and from the packaged"
                        + " functions; change nothing here by hand. No figure is a time: times differ from machine to machine,"
                        + " calls, bytes and ratios do not.",
                LocalDate.now(Clock.systemUTC()),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
        line(head, "");
        line(head, "## What falls short of its goal");
        line(head, "");
        if (missed.isEmpty()) {
            line(head, "Nothing.");
        }
        missed.forEach(miss -> line(head, "- %s", miss));
        return head + text.toString();
    }

    private void months() {
        section("A month of 1,000 users");
        line(
                "Dollars. Each user has, beside the requests below, %.0f kB a file and %.1f GB of large files. The goals speak of"
                                .formatted(Profile.FILE / 1000, Profile.LARGE / 1e9)
                        + " **metadata and compute**: gateway, functions, DynamoDB, mails, queues, logs and traces. Bytes in S3 and"
                        + " bytes that leave AWS cost the same wherever they are kept, so they stand apart. Sizes with (formula) are carried on"
                        + " from the two sizes before by formula and not measured.");
        line("");
        line(
                "| client | files | gateway, functions | DynamoDB | mails, queues, logs | traces | **metadata and compute** | S3 | egress |");
        line("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (var profile : profiles()) {
            for (var files : Costs.SIZES) {
                var bill = costs.month(profile, rates, files);
                line(
                        "| %s | %s | %.2f | %.2f | %.2f | %.2f | **%.2f** | %.2f | %.2f |",
                        profile.name(),
                        size(files),
                        bill.gateway(),
                        bill.database(),
                        bill.mailsAndLogs(),
                        bill.traces(),
                        bill.metadataAndCompute(),
                        bill.objects(),
                        bill.egress());
            }
            var goal = profile.equals(Profile.app()) ? GOAL_APP : GOAL_CURSOR;
            var dollars = costs.month(profile, rates, 1_000).metadataAndCompute();
            if (dollars > goal) {
                miss(
                        "**%s at 10³ files: %.2f $** for 1,000 users and month, goal %.2f $. Where it goes: %s.",
                        profile.name(), dollars, goal, shares(profile));
            }
        }
        line("");
        line(
                "An unmodified app knows no cursor: each of its rounds reads the whole index by time, consistently, since it must find"
                        + " what it just uploaded. That index is therefore kept small: it leaves out where contents lie. A finished list kept"
                        + " in S3 until the account changes would cost one GET instead; it is not done, since a list is to cost Query pages"
                        + " and nothing else. A cursor client uploads file by file: no call of ours takes several small files at once.");
        line("");
        line("The profile, requests of a user in a month:");
        line("");
        line("| request | unmodified app | cursor client |");
        line("| --- | --- | --- |");
        var app = Profile.app().requests();
        var cursor = Profile.cursor().requests();
        var names = new ArrayList<>(app.keySet());
        cursor.keySet().stream().filter(name -> !names.contains(name)).forEach(names::add);
        for (var name : names) {
            line(
                    "| `%s` | %s | %s |",
                    name, number(app.getOrDefault(name, 0.0)), number(cursor.getOrDefault(name, 0.0)));
        }
        if (!routes.containsKey("GET /v1/changes/since")) {
            miss("**`GET /v1/changes/since` is not there yet**: the cursor client's rounds are missing in its bill.");
        }
    }

    private String shares(Profile profile) {
        var shares = costs.shares(profile, rates, 1_000);
        return shares.entrySet().stream()
                .sorted(Comparator.comparingDouble(share -> -share.getValue()))
                .limit(4)
                .map(share -> "`%s` %.2f".formatted(share.getKey(), share.getValue()))
                .collect(java.util.stream.Collectors.joining(", "));
    }

    private void lists() {
        section("What a round of a sync moves");
        line(
                "Bytes of the answer to an app that asks what changed, when nothing did. The incumbent lists every row at each round"
                        + " and, as far as its sources show, unpacked; our own full list in the same wire shape stands for it.");
        line("");
        line(
                "| files | full list, plain | full list, as sent | since a cursor | fewer than plain | fewer than as sent |");
        line("| --- | --- | --- | --- | --- | --- |");
        for (var files : costs.measured()) {
            var plain = costs.tour(files).fullListPlain();
            var sent = costs.effort("GET /userdata/list-files", files).answer();
            var since = costs.effort("GET /v1/changes/since", files).answer();
            line(
                    "| %s | %,.0f | %,.0f | %,.0f | %,.0f x | %,.0f x |",
                    size(files), plain, sent, since, plain / since, sent / since);
            if (files == 10_000 && !(plain / since >= GOAL_LIST)) {
                miss("**List bytes at 10⁴ files**: %.0f x fewer, goal %.0f x.", plain / since, GOAL_LIST);
            }
        }
    }

    private void requests() {
        section("What a request costs");
        line(
                "As measured at 10³ files. Dollars are metadata and compute of a million requests. The slope is the steepest one of"
                        + " calls, read units, write units and answer bytes over the measured sizes, logarithm by logarithm; above"
                        + " %.2f only where the answer is the whole account by what it is for (*full list*)."
                                .formatted(GOAL_SLOPE));
        line("");
        line(
                "| route or function | calls | RCU | WCU | S3 writes | S3 reads | bytes from AWS | bytes to AWS | answer, bytes | $ a million | slope |");
        line("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (var route : costs.routes()) {
            var effort = costs.effort(route, 1_000);
            var bill = route.contains(" ") ? rates.request(effort) : rates.invocation(effort);
            var slope = costs.slope(route);
            var full = RouteRun.FULL_LISTS.contains(route);
            line(
                    "| `%s` | %.0f | %s | %s | %.0f | %.0f | %,.0f | %,.0f | %,.0f | %.2f | %s |",
                    route,
                    effort.calls(),
                    number(effort.rcu()),
                    number(effort.wcu()),
                    effort.s3Writes(),
                    effort.s3Reads(),
                    effort.bytesIn(),
                    effort.bytesOut(),
                    effort.answer(),
                    bill.metadataAndCompute() * 1e6,
                    full ? "%.2f, full list".formatted(slope) : "%.2f".formatted(slope));
            if (!full && slope > GOAL_SLOPE) {
                miss("**`%s` grows with the account**: slope %.2f, goal %.2f.", route, slope, GOAL_SLOPE);
            }
        }
        var unmeasured = routes.keySet().stream()
                .filter(route -> !costs.routes().contains(routes.get(route)))
                .toList();
        line("");
        line(
                "Not asked in this run: %s.",
                unmeasured.stream().map("`%s`"::formatted).collect(java.util.stream.Collectors.joining(", ")));
    }

    private void fixedCosts() {
        section("What a stack costs though nobody uses it");
        line(
                "%.2f $ a month: %d KMS key(s), %d secrets, %d alarms, %d dashboard(s), and Lambda's pollers of %d queues (the first"
                        + " million requests to SQS are free in each account, and not taken off).",
                fixed.dollars(prices),
                fixed.keys(),
                fixed.secrets(),
                fixed.alarms(),
                fixed.dashboards(),
                fixed.polledQueues());
    }

    private void exports() {
        section("Exports");
        line(
                "Splicing %,d tracks into an archive, with plan and manifest, takes 1/%.0f of the CPU that unpacking and packing them"
                        + " takes, in the same run.",
                ExportCpu.Ratio.FILES, splicing.fold());
    }

    private void coldStarts() {
        section("Cold starts");
        line(
                "Each packaged function under `aws-lambda-java-runtime-interface-client`, with a local Runtime API and the local"
                        + " stack's emulators (HTTP, not TLS), one JVM a start, C1 and SerialGC as the template has it. *CPU* is that of"
                        + " initialization and first request without SnapStart, *restored* that of the first request after the hooks that"
                        + " run before a snapshot and after a restore: both in units of what a hello-world handler takes for"
                        + " initialization and first request in the same interleaved run. SnapStart pays the rest when a version is"
                        + " published. *New* are the classes that the first request loads: without the hooks, and after them.");
        line("");
        if (starts.size() < routes.values().stream().distinct().count()) {
            line(
                    "This was a short run (`make bench MOST=...`): just the functions that people wait for most, once each.");
            line("");
        }
        line("| function | first answer | jar, MB | classes | CPU | restored | new | new, primed |");
        line("| --- | --- | --- | --- | --- | --- | --- | --- |");
        for (var start : starts) {
            line(
                    "| %s | %d | %.1f | %,d | %.1f x | %.2f x | %,d | %,d |",
                    start.function(),
                    start.status(),
                    start.jar() / 1e6,
                    start.classes(),
                    start.ratio(),
                    start.restored(),
                    start.unprimed(),
                    start.primed());
        }
        var slow = starts.stream().filter(start -> start.ratio() > GOAL_CPU).toList();
        if (!slow.isEmpty()) {
            miss(
                    "**CPU of initialization and first request without SnapStart**: %d of %d functions above %.0f x hello-world, the"
                            + " most %.1f x. It is the SDK: its classes load and its clients are made. After a restore the"
                            + " first request takes %.2f x at most.",
                    slow.size(),
                    starts.size(),
                    GOAL_CPU,
                    slow.stream().mapToDouble(Start::ratio).max().orElseThrow(),
                    starts.stream().mapToDouble(Start::restored).max().orElseThrow());
        }
        var loading = starts.stream()
                .filter(start -> start.primed() > GOAL_CLASSES)
                .sorted(Comparator.comparingInt(start -> -start.primed()))
                .toList();
        if (!loading.isEmpty()) {
            miss(
                    "**Classes that the first request after priming loads**: %d of %d functions above %d: %s.",
                    loading.size(),
                    starts.size(),
                    GOAL_CLASSES,
                    loading.stream()
                            .map(start -> start.function() + " " + start.primed())
                            .collect(java.util.stream.Collectors.joining(", ")));
        }
    }

    private void priceList() {
        section("Prices and assumptions");
        line(
                "AWS's list prices in %s, without any free tier, from `infrastructure/tools/benchmarks/src/main/resources`:",
                prices.region());
        line("");
        line("| what | $ | for | seen | where |");
        line("| --- | --- | --- | --- | --- |");
        for (var price : prices.prices()) {
            line(
                    "| %s | %s | %s | %s | %s |",
                    price.what(), plain(price.usd()), plain(price.per()), price.seen(), price.source());
        }
        line("");
        line(
                "Assumed, since no local stack can tell: a function of 1 GB runs %.0f ms, and %.0f ms more for each call to DynamoDB or"
                        + " SQS, %.0f ms for each to S3, Cognito or SES, %.0f ms for each MB that it gets from AWS; an invocation logs"
                        + " %.0f bytes.",
                CostModel.BASE * 1e3,
                CostModel.NEAR * 1e3,
                CostModel.FAR * 1e3,
                CostModel.MEGABYTE * 1e3,
                CostModel.LOGGED);
        line(
                "Capacity is by DynamoDB's formula from what requests and answers show; a put counts one write for each index that"
                        + " the item is in. Accounts are seeded by BatchWriteItem with copies of a row that the product wrote.");
    }

    private static List<Profile> profiles() {
        return List.of(Profile.app(), Profile.cursor());
    }

    private String size(int files) {
        return "10" + "²³⁴⁵⁶".charAt((int) Math.log10(files) - 2) + (costs.isCarriedOn(files) ? " (formula)" : "");
    }

    private static String number(double value) {
        return value == Math.rint(value) ? "%.0f".formatted(value) : "%.2f".formatted(value);
    }

    private static String plain(double value) {
        return new java.math.BigDecimal(Double.toString(value))
                .stripTrailingZeros()
                .toPlainString();
    }

    private void section(String title) {
        line("");
        line("## %s", title);
        line("");
    }

    private void line(String format, Object... values) {
        line(text, format, values);
    }

    private void miss(String format, Object... values) {
        missed.add(String.format(Locale.ROOT, format, values));
    }

    private static void line(StringBuilder to, String format, Object... values) {
        to.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values))
                .append('\n');
    }
}
