package net.osmand.account.tools.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * What one request makes AWS do, by the ledger.
 *
 * @param calls HTTP attempts to AWS's services
 * @param wcu write units, those of indexes included
 * @param s3Writes requests of S3's dear class; deletions are free
 * @param remoteCalls of calls, those to Cognito, SES and Secrets Manager
 * @param answer bytes that the client gets, as sent, be it by a redirect to S3
 */
record AwsUsage(
        double calls,
        double rcu,
        double wcu,
        double s3Writes,
        double s3Reads,
        double sqs,
        double mails,
        double remoteCalls,
        double bytesIn,
        double bytesOut,
        double answer) {
    static final AwsUsage NONE = new AwsUsage(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static final Set<String> S3_READS = Set.of("GetObject", "HeadObject", "HeadBucket");
    private static final Set<String> S3_FREE = Set.of("DeleteObject", "DeleteObjects", "AbortMultipartUpload");

    /** One row of {@code /local/ledger}. */
    static AwsUsage of(JsonNode row) {
        var count = row.path("count").asDouble();
        var service = row.path("service").asText();
        var operation = row.path("operation").asText();
        var s3 = service.equals("S3");
        var dear = s3 && !S3_READS.contains(operation) && !S3_FREE.contains(operation);
        return new AwsUsage(
                count,
                row.path("rcu").asDouble(),
                row.path("wcu").asDouble(),
                dear ? count : 0,
                s3 && S3_READS.contains(operation) ? count : 0,
                service.equalsIgnoreCase("Sqs") ? count : 0,
                service.equalsIgnoreCase("SESv2") ? count : 0,
                s3 || service.equalsIgnoreCase("Sqs") || service.equalsIgnoreCase("DynamoDb") ? 0 : count,
                row.path("bytes_in").asDouble(),
                row.path("bytes_out").asDouble(),
                0);
    }

    AwsUsage plus(AwsUsage more) {
        return new AwsUsage(
                calls + more.calls,
                rcu + more.rcu,
                wcu + more.wcu,
                s3Writes + more.s3Writes,
                s3Reads + more.s3Reads,
                sqs + more.sqs,
                mails + more.mails,
                remoteCalls + more.remoteCalls,
                bytesIn + more.bytesIn,
                bytesOut + more.bytesOut,
                answer + more.answer);
    }

    AwsUsage minus(AwsUsage less) {
        return plus(less.times(-1));
    }

    AwsUsage times(double factor) {
        return new AwsUsage(
                calls * factor,
                rcu * factor,
                wcu * factor,
                s3Writes * factor,
                s3Reads * factor,
                sqs * factor,
                mails * factor,
                remoteCalls * factor,
                bytesIn * factor,
                bytesOut * factor,
                answer * factor);
    }

    /** With a redirect to S3, from where the bytes come. */
    AwsUsage from(double bytes) {
        return plus(new AwsUsage(0, 0, 0, 0, 1, 0, 0, 0, 0, 0, bytes));
    }

    AwsUsage answering(double bytes) {
        return plus(new AwsUsage(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, bytes));
    }
}
