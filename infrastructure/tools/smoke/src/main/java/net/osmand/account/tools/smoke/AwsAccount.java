package net.osmand.account.tools.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks that need credentials of the AWS account. They use read-only commands of the AWS CLI. */
final class AwsAccount {
    /** The concurrent executions that getting-started.md asks for. */
    private static final int CONCURRENCY = 1000;

    /** Filters of the log lines of one failed request: the response, its cause, and Lambda's own report. */
    private static final List<String> FAILED_REQUEST = List.of(
            "{\"route\":\"POST /userdata/upload-file\",\"status\":500,\"ms\":12,\"request\":\"r\"}",
            "{\"request\":\"r\",\"route\":\"POST /userdata/upload-file\",\"error\":\"java.lang.IllegalStateException\",\"at\":[]}",
            "{\"time\":\"2026-01-01T00:00:00.000Z\",\"type\":\"platform.report\",\"record\":{\"requestId\":\"r\",\"status\":\"success\"}}");

    private final String cli;
    private final Optional<String> stack;

    AwsAccount(String cli, Optional<String> stack) {
        this.cli = cli;
        this.stack = stack;
    }

    void check(Report report) {
        row(report, "The metric filters count a request with a 5xx once", this::metricFilters);
        row(report, "The account runs 1,000 functions at once", this::concurrency);
    }

    private void row(Report report, String assumption, Report.Check check) {
        report.check(assumption, () -> {
            if (stack.isEmpty()) {
                return Finding.notTried("STACK is not set");
            }
            try {
                return check.find();
            } catch (NoCredentials e) {
                return Finding.notTried(e.why);
            }
        });
    }

    private Finding concurrency() throws IOException {
        var limit = aws("lambda", "get-account-settings")
                .path("AccountLimit")
                .path("ConcurrentExecutions")
                .asInt();
        return Finding.of(limit >= CONCURRENCY, limit + " concurrent executions");
    }

    private Finding metricFilters() throws IOException {
        var outputs = aws("cloudformation", "describe-stacks", "--stack-name", stack.orElseThrow())
                .path("Stacks")
                .path(0)
                .path("Outputs");
        var logGroup = outputs.valueStream()
                .filter(output -> output.path("OutputKey").asText().equals("LogGroupName"))
                .map(output -> output.path("OutputValue").asText())
                .findFirst()
                .orElseThrow(() -> new Unanswered("the stack has no output LogGroupName"));
        var counts = new ArrayList<String>();
        for (var filter : aws("logs", "describe-metric-filters", "--log-group-name", logGroup)
                .path("metricFilters")) {
            var matches = matches(filter.path("filterPattern").asText());
            if (matches > 0) {
                counts.add(filter.path("metricTransformations")
                                .path(0)
                                .path("metricName")
                                .asText() + " " + matches);
            }
        }
        return Finding.of(counts.equals(List.of("ReleaseFailures 1")), "a failed request is counted by " + counts);
    }

    private int matches(String pattern) throws IOException {
        var command = new ArrayList<>(
                List.of("logs", "test-metric-filter", "--filter-pattern", pattern, "--log-event-messages"));
        command.addAll(FAILED_REQUEST);
        return aws(command.toArray(String[]::new)).path("matches").size();
    }

    private JsonNode aws(String... arguments) throws IOException {
        var command = Stream.concat(Stream.of(cli), Stream.concat(Stream.of(arguments), Stream.of("--output", "json")))
                .toList();
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new NoCredentials("the AWS CLI is not installed");
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw new NoCredentials(
                        "the AWS CLI refuses: " + output.lines().findFirst().orElse("without a word"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return Answer.JSON.readTree(output);
    }

    /** The CLI is missing or has no permission. */
    private static final class NoCredentials extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String why;

        NoCredentials(String why) {
            super(why);
            this.why = why;
        }
    }
}
