package net.osmand.account.tools.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The dev server's count of AWS calls. */
final class Ledger {
    private static final Set<String> S3_READS = Set.of("GetObject", "HeadObject", "HeadBucket");
    private static final Set<String> S3_FREE = Set.of("DeleteObject", "DeleteObjects", "AbortMultipartUpload");

    private final MeasuredStack stack;

    Ledger(MeasuredStack stack) {
        this.stack = stack;
    }

    /** Resets the ledger and returns the usage since the last reset, by route or, without one, by function. */
    Map<String, Amounts> reset() {
        var rows = MeasuredStack.json(stack.get("/local/ledger", Map.of("reset", "true")));
        var byRoute = new LinkedHashMap<String, Amounts>();
        rows.path("calls").forEach(row -> byRoute.merge(row.path("route").asText(), used(row), Amounts::plus));
        return byRoute;
    }

    private static Amounts used(JsonNode row) {
        var count = row.path("count").asDouble();
        var operation = row.path("operation").asText();
        var amounts = new Amounts(Map.of(
                "calls", count,
                "rcu", row.path("rcu").asDouble(),
                "wcu", row.path("wcu").asDouble(),
                "bytesIn", row.path("bytes_in").asDouble(),
                "bytesOut", row.path("bytes_out").asDouble()));
        return switch (row.path("service").asText().toLowerCase(Locale.ROOT)) {
            case "s3" -> {
                var kind = S3_READS.contains(operation) ? "s3Reads" : "s3Writes";
                yield S3_FREE.contains(operation) ? amounts : amounts.plus(Amounts.of(kind, count));
            }
            case "sqs" -> amounts.plus(Amounts.of("sqs", count));
            case "sesv2" -> amounts.plus(new Amounts(Map.of("mails", count, "remoteCalls", count)));
            case "dynamodb" -> amounts;
            default -> amounts.plus(Amounts.of("remoteCalls", count));
        };
    }
}
