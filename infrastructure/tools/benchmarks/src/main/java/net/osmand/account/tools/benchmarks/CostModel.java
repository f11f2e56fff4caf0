package net.osmand.account.tools.benchmarks;

/**
 * From effort to dollars. What no local stack can measure is assumed here, in one place: how long a function of 1 GB runs and
 * how much it logs.
 */
final class CostModel {
    /** Seconds that a request takes beside its calls. */
    static final double BASE = 0.005;

    /** Seconds of a call to DynamoDB or SQS in the same region. */
    static final double NEAR = 0.005;

    /** Seconds of a call to S3, Cognito, SES. */
    static final double FAR = 0.030;

    /** Seconds for each megabyte that comes from AWS and is rendered. */
    static final double MEGABYTE = 0.050;

    /** Bytes that an invocation logs: Lambda's START, END and REPORT, our line, the access log, each with its overhead. */
    static final double LOGGED = 700;

    /** Of memory, GB. */
    private static final double MEMORY = 1.0;

    private static final double GATEWAY_STEP = 512 * 1024;
    private static final double GB = 1e9;

    private final Prices prices;
    private final boolean traced;

    /** Traced as the template has it: X-Ray takes the first request of each second, which at this load is every one. */
    CostModel(Prices prices, boolean traced) {
        this.prices = prices;
        this.traced = traced;
    }

    /** Of one request over the HTTP API. */
    MonthlyCost request(AwsUsage effort) {
        var steps = Math.max(1, Math.ceil(effort.answer() / GATEWAY_STEP));
        var invoked = invocation(effort);
        return new MonthlyCost(
                invoked.gateway() + prices.of("http-api-request", steps),
                invoked.database(),
                invoked.mailsAndLogs(),
                invoked.traces(),
                invoked.objects(),
                prices.of("egress-gb", effort.answer() / GB));
    }

    /** Of one event that a function takes from a queue or from Cognito. */
    MonthlyCost invocation(AwsUsage effort) {
        var s3 = effort.s3Reads() + effort.s3Writes();
        var far = s3 + effort.remoteCalls();
        var seconds = BASE + FAR * far + NEAR * Math.max(0, effort.calls() - far) + MEGABYTE * effort.bytesIn() / 1e6;
        return new MonthlyCost(
                prices.of("lambda-request", 1) + prices.of("lambda-gb-second", seconds * MEMORY),
                prices.of("dynamodb-read", effort.rcu()) + prices.of("dynamodb-write", effort.wcu()),
                prices.of("logs-gb", LOGGED / GB)
                        + prices.of("sqs-request", effort.sqs())
                        + prices.of("mail", effort.mails()),
                traced ? prices.of("trace", 1) : 0,
                prices.of("s3-read", effort.s3Reads()) + prices.of("s3-write", effort.s3Writes()),
                0);
    }

    /** Of keeping rows and objects for a month. */
    MonthlyCost kept(double rowBytes, double objectBytes) {
        return new MonthlyCost(
                0, prices.of("dynamodb-gb-month", rowBytes / GB), 0, 0, prices.of("s3-gb-month", objectBytes / GB), 0);
    }
}
