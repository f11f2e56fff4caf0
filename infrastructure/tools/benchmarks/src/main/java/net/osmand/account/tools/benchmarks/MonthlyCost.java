package net.osmand.account.tools.benchmarks;

/**
 * Dollars. The first four are metadata and compute; the rest is the same for any system that
 * keeps these bytes.
 *
 * @param gateway HTTP API and Lambda
 * @param database DynamoDB, requests and rows
 * @param mailsAndLogs SES, SQS, CloudWatch Logs
 * @param traces X-Ray
 * @param objects S3, requests and bytes
 * @param egress what leaves AWS
 */
record MonthlyCost(double gateway, double database, double mailsAndLogs, double traces, double objects, double egress) {
    static final MonthlyCost NOTHING = new MonthlyCost(0, 0, 0, 0, 0, 0);

    double metadataAndCompute() {
        return gateway + database + mailsAndLogs + traces;
    }

    MonthlyCost plus(MonthlyCost more) {
        return new MonthlyCost(
                gateway + more.gateway,
                database + more.database,
                mailsAndLogs + more.mailsAndLogs,
                traces + more.traces,
                objects + more.objects,
                egress + more.egress);
    }

    MonthlyCost times(double factor) {
        return new MonthlyCost(
                gateway * factor,
                database * factor,
                mailsAndLogs * factor,
                traces * factor,
                objects * factor,
                egress * factor);
    }
}
