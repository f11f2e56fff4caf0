package net.osmand.account.benchmarks;

/**
 * Dollars. The first four are what issue 7's goals speak of (metadata and compute); the rest is the same for any system that
 * keeps these bytes.
 *
 * @param gateway HTTP API and Lambda
 * @param database DynamoDB, requests and rows
 * @param mailsAndLogs SES, SQS, CloudWatch Logs
 * @param traces X-Ray
 * @param objects S3, requests and bytes
 * @param egress what leaves AWS
 */
record Bill(double gateway, double database, double mailsAndLogs, double traces, double objects, double egress) {
    static final Bill NOTHING = new Bill(0, 0, 0, 0, 0, 0);

    double metadataAndCompute() {
        return gateway + database + mailsAndLogs + traces;
    }

    Bill plus(Bill more) {
        return new Bill(
                gateway + more.gateway,
                database + more.database,
                mailsAndLogs + more.mailsAndLogs,
                traces + more.traces,
                objects + more.objects,
                egress + more.egress);
    }

    Bill times(double factor) {
        return new Bill(
                gateway * factor,
                database * factor,
                mailsAndLogs * factor,
                traces * factor,
                objects * factor,
                egress * factor);
    }
}
