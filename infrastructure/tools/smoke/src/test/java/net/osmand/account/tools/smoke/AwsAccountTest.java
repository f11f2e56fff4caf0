package net.osmand.account.tools.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the checks that use the AWS CLI, with a script instead of the CLI. */
class AwsAccountTest {
    private static final String FILTERS = "The metric filters count a request with a 5xx once";
    private static final String CONCURRENCY = "The account runs 1,000 functions at once";

    @TempDir
    Path folder;

    @Test
    void anAccountWithEnoughConcurrencyAndOneCountIsConfirmed() throws IOException {
        var report = report(cli(1000, """
            *'status >= 500'*) echo '{"matches": [{"eventNumber": 1}]}' ;;\
            """), Optional.of("osmand-account-dev"));

        assertThat(report.finding(FILTERS))
                .isEqualTo(Finding.of(true, "a failed request is counted by [ReleaseFailures 1]"));
        assertThat(report.finding(CONCURRENCY)).isEqualTo(Finding.of(true, "1000 concurrent executions"));
    }

    @Test
    void aNewAccountAndASecondCountAreRefuted() throws IOException {
        var report = report(cli(10, """
            *'status >= 500'*) echo '{"matches": [{"eventNumber": 1}]}' ;;
            *platform.report*) echo '{"matches": [{"eventNumber": 3}]}' ;;\
            """), Optional.of("osmand-account-dev"));

        assertThat(report.finding(FILTERS))
                .isEqualTo(Finding.of(false, "a failed request is counted by [ReleaseFailures 1, LoggedTroubles 1]"));
        assertThat(report.finding(CONCURRENCY)).isEqualTo(Finding.of(false, "10 concurrent executions"));
    }

    @Test
    void withoutAStackACliOrCredentialsNothingIsTried() throws IOException {
        var refused = script("echo 'Unable to locate credentials. Run aws configure.' >&2\nexit 253\n");

        for (var name : List.of(FILTERS, CONCURRENCY)) {
            assertThat(report("aws", Optional.empty()).finding(name)).isEqualTo(Finding.notTried("STACK is not set"));
            assertThat(report(folder.resolve("none").toString(), Optional.of("s"))
                            .finding(name))
                    .isEqualTo(Finding.notTried("the AWS CLI is not installed"));
            assertThat(report(refused, Optional.of("s")).finding(name))
                    .isEqualTo(
                            Finding.notTried("the AWS CLI refuses: Unable to locate credentials. Run aws configure."));
        }
    }

    private static Report report(String cli, Optional<String> stack) {
        var report = new Report(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        new AwsAccount(cli, stack).check(report);
        return report;
    }

    /**
     * Writes a script that answers like the AWS CLI.
     *
     * @param cases shell cases: the log filters that match a line
     */
    private String cli(int concurrency, String cases) throws IOException {
        return script("""
            case "$*" in
            *get-account-settings*) echo '{"AccountLimit": {"ConcurrentExecutions": %d}}' ;;
            *describe-stacks*--stack-name*osmand-account-dev*)
                echo '{"Stacks": [{"Outputs": [{"OutputKey": "LogGroupName", "OutputValue": "functions"}]}]}' ;;
            *describe-metric-filters*--log-group-name*functions*) echo '{"metricFilters": [
                {"filterPattern": "{ $.status >= 500 }", "metricTransformations": [{"metricName": "ReleaseFailures"}]},
                {"filterPattern": "{ $.type = platform.report }", "metricTransformations": [{"metricName": "LoggedTroubles"}]}]}' ;;
            *test-metric-filter*) case "$4" in
            %s
            *) echo '{"matches": []}' ;;
            esac ;;
            esac
            """.formatted(concurrency, cases));
    }

    private String script(String content) throws IOException {
        var file = folder.resolve("aws");
        Files.writeString(file, "#!/bin/sh\n" + content);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file.toString();
    }
}
