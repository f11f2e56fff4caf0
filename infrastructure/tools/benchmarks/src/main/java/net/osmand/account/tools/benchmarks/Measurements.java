package net.osmand.account.tools.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.osmand.account.tools.benchmarks.Model.Profile;

/** The usage of every route at each account size: measured, or extrapolated from the two largest measured sizes. */
final class Measurements {
    /** Measured account sizes, in files. */
    static final List<Integer> SIZES = List.of(100, 1_000, 10_000, 100_000);

    /** The largest size. Requests cannot list many times more within their 29 seconds. */
    static final int MOST = 100_000;

    /** Account sizes at which checks are measured. Each of their objects is really stored. */
    static final List<Integer> CHECKED = List.of(100, 1_000);

    /** Account checks, extrapolated to larger accounts. */
    private final Set<String> checks = Set.of(CheckRun.LIGHT, CheckRun.FULL);

    /** Usage that must not grow with the account. */
    private static final List<String> GROWING = List.of("calls", "rcu", "wcu", "answer");

    private final TreeMap<Integer, RouteRun> runs = new TreeMap<>();
    private final Model model;

    Measurements(Model model) {
        this.model = model;
    }

    void add(int files, RouteRun run) {
        runs.put(files, run);
    }

    Map<Integer, RouteRun> runs() {
        return runs;
    }

    /** Returns the run of a measured size. */
    RouteRun run(int files) {
        return Optional.ofNullable(runs.get(files)).orElseThrow();
    }

    List<String> routes() {
        return List.copyOf(runs.firstEntry().getValue().usage().keySet());
    }

    Amounts usage(String route, int files) {
        var run = runs.get(files);
        if (run != null && (run.usage().containsKey(route) || !checks.contains(route))) {
            return run.usage().getOrDefault(route, Amounts.NONE);
        }
        var measured = new TreeSet<>(runs.keySet());
        measured.removeIf(size -> checks.contains(route) && !run(size).usage().containsKey(route));
        int last = measured.last();
        int before = measured.lower(last);
        var more = (files - last) / (double) (last - before);
        var large = usage(route, last);
        return large.plus(large.plus(usage(route, before).times(-1)).times(more));
    }

    /** Returns the steepest log-log slope of calls, capacity and response size over the measured sizes. */
    double slope(String route) {
        return GROWING.stream().mapToDouble(name -> slope(route, name)).max().orElseThrow();
    }

    private double slope(String route, String name) {
        var points = runs.keySet().stream()
                .map(files -> new double[] {
                    Math.log10(files),
                    Math.log10(Math.max(0.5, usage(route, files).get(name)))
                })
                .toList();
        var x = points.stream().mapToDouble(point -> point[0]).average().orElseThrow();
        var y = points.stream().mapToDouble(point -> point[1]).average().orElseThrow();
        var shared = points.stream().mapToDouble(p -> (p[0] - x) * (p[1] - y)).sum();
        return shared
                / points.stream().mapToDouble(p -> (p[0] - x) * (p[0] - x)).sum();
    }

    /** Returns the dollars by group for a month of all users with accounts of that size. */
    Amounts month(Profile profile, int files) {
        var items = model.stored((double) runs.firstEntry().getValue().rowBytes(), files);
        for (var request : profile.requests().entrySet()) {
            items = items.plus(model.request(usage(request.getKey(), files)).times(request.getValue()));
        }
        for (var event : profile.events().entrySet()) {
            items = items.plus(model.event(usage(event.getKey(), files)).times(event.getValue()));
        }
        items = items.plus(Amounts.of("cognito-user", profile.activeUsers()));
        return model.dollars(items).times(model.assumptions().users());
    }
}
