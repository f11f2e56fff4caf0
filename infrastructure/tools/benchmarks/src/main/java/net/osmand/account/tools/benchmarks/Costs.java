package net.osmand.account.tools.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** What routes cost at each size of an account, as measured and carried on to a million files. */
final class Costs {
    /** Files of an account. */
    static final List<Integer> SIZES = List.of(100, 1_000, 10_000, 100_000, 1_000_000);

    /** Of accounts that are measured unless less is asked for: a million files would take an hour to seed. */
    static final int MOST = 100_000;

    /** What must not grow with the account. */
    private static final List<ToDoubleFunction<AwsUsage>> GROWING =
            List.of(AwsUsage::calls, AwsUsage::rcu, AwsUsage::wcu, AwsUsage::answer);

    private final TreeMap<Integer, RouteRun> tours = new TreeMap<>();

    void add(int files, RouteRun tour) {
        tours.put(files, tour);
    }

    List<String> routes() {
        return List.copyOf(tour(tours.firstKey()).efforts().keySet());
    }

    /** The sizes that were measured. */
    List<Integer> measured() {
        return List.copyOf(tours.keySet());
    }

    /** By the formula of the two largest measured sizes: what a file more costs between them, it costs beyond. */
    boolean isCarriedOn(int files) {
        return !tours.containsKey(files);
    }

    RouteRun tour(int files) {
        var tour = tours.get(files);
        if (tour == null) {
            throw new IllegalArgumentException("nothing was measured at " + files + " files");
        }
        return tour;
    }

    /** The effort of one request, measured or carried on. */
    AwsUsage effort(String route, int files) {
        if (!isCarriedOn(files)) {
            return tour(files).efforts().getOrDefault(route, AwsUsage.NONE);
        }
        int last = tours.lastKey();
        int before = tours.lowerKey(last);
        var large = effort(route, last);
        var more = (files - last) / (double) (last - before);
        return large.plus(large.minus(effort(route, before)).times(more));
    }

    /** The steepest of the slopes of calls, capacity and answer over the measured sizes, logarithm by logarithm. */
    double slope(String route) {
        return GROWING.stream().mapToDouble(of -> slope(route, of)).max().orElseThrow();
    }

    private double slope(String route, ToDoubleFunction<AwsUsage> of) {
        var points = new ArrayList<double[]>();
        for (var files : measured()) {
            points.add(new double[] {
                Math.log10(files), Math.log10(Math.max(0.5, of.applyAsDouble(effort(route, files))))
            });
        }
        var meanX = points.stream().mapToDouble(p -> p[0]).average().orElseThrow();
        var meanY = points.stream().mapToDouble(p -> p[1]).average().orElseThrow();
        return points.stream().mapToDouble(p -> (p[0] - meanX) * (p[1] - meanY)).sum()
                / points.stream()
                        .mapToDouble(p -> (p[0] - meanX) * (p[0] - meanX))
                        .sum();
    }

    /** A month of a thousand such users with accounts of that size. */
    MonthlyCost month(Profile profile, CostModel rates, int files) {
        var bill = new MonthlyCost[] {MonthlyCost.NOTHING};
        profile.requests()
                .forEach((route, often) -> bill[0] =
                        bill[0].plus(rates.request(effort(route, files)).times(often)));
        profile.events()
                .forEach((function, often) -> bill[0] =
                        bill[0].plus(rates.invocation(effort(function, files)).times(often)));
        var kept = rates.kept((double) tour(tours.firstKey()).rowBytes() * files, Profile.FILE * files + Profile.LARGE);
        return bill[0].plus(kept).times(1000);
    }

    /** The dollars of a month by route, for the table that says where they go. */
    Map<String, Double> shares(Profile profile, CostModel rates, int files) {
        var shares = new LinkedHashMap<String, Double>();
        profile.requests()
                .forEach((route, often) ->
                        shares.put(route, rates.request(effort(route, files)).metadataAndCompute() * often * 1000));
        return shares;
    }
}
