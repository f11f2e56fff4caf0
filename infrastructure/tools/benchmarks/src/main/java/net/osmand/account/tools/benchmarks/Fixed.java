package net.osmand.account.tools.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.osmand.account.sam.Template;

/** What a stack costs a month though nobody uses it, counted in the templates. */
record Fixed(long keys, long secrets, long alarms, long dashboards, long polledQueues, boolean traced) {
    /** Lambda's five pollers of a queue, each asking every 20 seconds. */
    private static final double POLLS = 5 * 3 * 60 * 24 * 30;

    static Fixed of(Path root) {
        var templates = new ArrayList<>(List.of(Template.read(root)));
        try (var nested = Files.newDirectoryStream(root.resolveSibling("infrastructure/stacks"), "*.yaml")) {
            nested.forEach(file -> templates.add(Template.read(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new Fixed(
                count(templates, "AWS::KMS::Key"),
                count(templates, "AWS::SecretsManager::Secret"),
                count(templates, "AWS::CloudWatch::Alarm"),
                count(templates, "AWS::CloudWatch::Dashboard"),
                polled(templates),
                traced(templates.getFirst()));
    }

    double dollars(Prices prices) {
        return prices.of("kms-key-month", (double) keys)
                + prices.of("secret-month", (double) secrets)
                + prices.of("alarm-month", (double) alarms)
                + prices.of("dashboard-month", (double) dashboards)
                + prices.of("sqs-request", POLLS * polledQueues);
    }

    private static long count(List<Template> templates, String type) {
        return templates.stream().mapToLong(t -> t.ofType(type).size()).sum();
    }

    private static boolean traced(Template template) {
        return template.parameters(Map.of()).getOrDefault("Tracing", "").equals("Active");
    }

    private static long polled(List<Template> templates) {
        return templates.stream()
                .flatMap(template -> template.ofType("AWS::Serverless::Function").stream()
                        .flatMap(id -> template.properties(id).path("Events").valueStream()))
                .filter(event -> event.path("Type").asText().equals("SQS"))
                .count();
    }
}
