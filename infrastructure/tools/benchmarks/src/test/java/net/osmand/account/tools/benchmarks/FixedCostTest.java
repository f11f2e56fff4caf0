package net.osmand.account.tools.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixedCostTest {
    private final Model model = Model.read();

    @TempDir
    Path folder;

    @Test
    void countsAlarmsByTheirMetricsAndOnlyMetricsThatAlwaysHaveAValue() throws IOException {
        Files.createDirectories(folder.resolve("infrastructure/stacks"));
        Files.writeString(folder.resolve("infrastructure/stacks/more.yaml"), """
                Resources:
                  Plain: { Type: AWS::CloudWatch::Alarm, Properties: { MetricName: a } }
                  Math: { Type: AWS::CloudWatch::Alarm, Properties: { Metrics: [{ Expression: a + b }, { MetricStat: {} }, { MetricStat: {} }] } }
                  InProd: { Type: AWS::CloudWatch::Alarm, Condition: IsProd, Properties: { MetricName: b } }
                  Always: { Type: AWS::Logs::MetricFilter, Properties: { MetricTransformations: [{ MetricName: a, DefaultValue: 0 }] } }
                  Seldom: { Type: AWS::Logs::MetricFilter, Properties: { MetricTransformations: [{ MetricName: b }] } }
                """);
        Files.writeString(folder.resolve("template.yaml"), """
                Resources:
                  Key: { Type: AWS::KMS::Key }
                  Worker: { Type: AWS::Serverless::Function, Properties: { Events: { Steps: { Type: SQS }, Route: { Type: HttpApi } } } }
                """);

        var cost = FixedCost.of(model, folder.resolve("template.yaml"));

        assertThat(cost.counts())
                .containsEntry("kms-key-month", 1L)
                .containsEntry("alarm-month", 3L)
                .containsEntry("metric-month", 1L)
                .containsEntry("dashboard-month", 0L);
        assertThat(cost.queues()).isEqualTo(1);
        assertThat(cost.dollars()).isCloseTo(1 + 3 * 0.1 + 0.3 + 0.648 * 0.4, within(1e-9));
    }
}
