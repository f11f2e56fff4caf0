package net.osmand.account.tools.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * AWS's prices, assumptions, usage profiles and goals, from {@code model.json}.
 *
 * @param fixed the price item of each resource type with a fixed cost
 * @param fullLists routes whose response is the whole account
 * @param hotFunctions functions whose latency users notice most
 */
record Model(
        String region,
        List<Price> prices,
        Map<String, String> fixed,
        Assumptions assumptions,
        Goals goals,
        List<Profile> profiles,
        Set<String> fullLists,
        Set<String> hotFunctions) {
    private static final double GB = 1e9;
    private static final double GATEWAY_UNIT = 512 * 1024;

    /** Groups of prices that count for the goals: all except kept metadata, stored objects, egress and sign-in. */
    private static final String[] METADATA_AND_COMPUTE = {"gateway", "database", "requests", "mails"};

    /** Dollars for {@code per} units of an item. */
    record Price(String item, String group, double usd, double per, String what, String source) {}

    /** Values that the dev server cannot measure: durations of calls, logged bytes and the users' files. */
    record Assumptions(
            double secondsPerRequest,
            double secondsPerNearCall,
            double secondsPerFarCall,
            double secondsPerMegabyte,
            double secondsPerRow,
            double memoryGb,
            double loggedBytes,
            double fileBytes,
            double largeFileBytes,
            double users,
            double pollsPerQueue) {}

    /** Limits with which a report compares its figures. */
    record Goals(double slope, double listFactor, double cpu, int classes, double fixed) {}

    /**
     * Requests and events per user and month.
     *
     * @param goals dollars of requests, compute and jobs for all users and a month, by the number of files of an account
     * @param keptGoals dollars of kept metadata, likewise
     * @param activeUsers part of the users who sign up, sign in or change their account in a month, which Cognito bills
     */
    record Profile(
            String name,
            Map<Integer, Double> goals,
            Map<Integer, Double> keptGoals,
            Map<String, Double> requests,
            Map<String, Double> events,
            double activeUsers) {}

    static Model read() {
        try (var input = Model.class.getResourceAsStream("model.json")) {
            return new ObjectMapper().readValue(input, Model.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns dollars by group of prices. */
    Amounts dollars(Amounts items) {
        return prices.stream()
                .map(price -> Amounts.of(price.group, items.get(price.item) * price.usd / price.per))
                .reduce(Amounts.NONE, Amounts::plus);
    }

    static double metadataAndCompute(Amounts dollars) {
        return dollars.sum(METADATA_AND_COMPUTE);
    }

    /** Returns the price items of one request to the API, from its usage. */
    Amounts request(Amounts usage) {
        var units = Math.max(1, Math.ceil(usage.get("answer") / GATEWAY_UNIT));
        return event(usage)
                .plus(Amounts.of("http-api-request", units))
                .plus(Amounts.of("egress-gb", usage.get("answer") / GB));
    }

    /** Returns the price items of one invocation without the API. */
    Amounts event(Amounts usage) {
        var far = usage.sum("s3Reads", "s3Writes", "remoteCalls");
        var near = Math.max(0, usage.get("calls") - far);
        var seconds = assumptions.secondsPerRequest
                + assumptions.secondsPerFarCall * far
                + assumptions.secondsPerNearCall * near
                + assumptions.secondsPerMegabyte * usage.get("bytesIn") / 1e6
                + assumptions.secondsPerRow * usage.get("rows");
        return new Amounts(Map.of(
                "lambda-request", 1.0,
                "lambda-gb-second", seconds * assumptions.memoryGb,
                "dynamodb-read", usage.get("rcu"),
                "dynamodb-write", usage.get("wcu"),
                "logs-gb", assumptions.loggedBytes / GB,
                "sqs-request", usage.get("sqs"),
                "mail", usage.get("mails"),
                "s3-read", usage.get("s3Reads"),
                "s3-write", usage.get("s3Writes")));
    }

    /** Returns the price items of storing the files of one account for a month. */
    Amounts stored(double rowBytes, double files) {
        var objects = assumptions.fileBytes * files + assumptions.largeFileBytes;
        var rows = rowBytes * files / GB;
        return new Amounts(Map.of("dynamodb-gb-month", rows, "recovery-gb-month", rows, "s3-gb-month", objects / GB));
    }
}
