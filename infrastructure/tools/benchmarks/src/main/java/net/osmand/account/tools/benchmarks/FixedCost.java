package net.osmand.account.tools.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.osmand.account.sam.Template;

/**
 * The fixed monthly cost of an idle stack, counted in the templates: the resources of every stack, regardless of its
 * parameters.
 *
 * @param counts number of each price item
 * @param queues number of queues that Lambda polls even while they are empty
 * @param dollars a month, without free tiers
 */
record FixedCost(Map<String, Long> counts, long queues, double dollars) {
    /** Reads template.yaml and the nested stacks beside it. */
    static FixedCost of(Model model, Path template) {
        var templates = new ArrayList<>(List.of(Template.read(template)));
        try (var nested = Files.newDirectoryStream(template.resolveSibling("infrastructure/stacks"), "*.yaml")) {
            nested.forEach(file -> templates.add(Template.read(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        var counts = new LinkedHashMap<String, Long>();
        var items = Amounts.NONE;
        for (var priced : model.fixed().entrySet()) {
            var count = templates.stream()
                    .flatMap(FixedCost::resources)
                    .filter(resource -> resource.path("Type").asText().equals(priced.getKey()))
                    .mapToLong(FixedCost::units)
                    .sum();
            counts.put(priced.getValue(), count);
            items = items.plus(Amounts.of(priced.getValue(), (double) count));
        }
        var queues = resources(templates.getFirst())
                .filter(resource -> resource.path("Type").asText().equals("AWS::Serverless::Function"))
                .flatMap(function -> function.path("Properties").path("Events").valueStream())
                .filter(event -> event.path("Type").asText().equals("SQS"))
                .count();
        items = items.plus(
                Amounts.of("sqs-request", queues * model.assumptions().pollsPerQueue()));
        return new FixedCost(counts, queues, model.dollars(items).sum("fixed", "mails"));
    }

    private static Stream<JsonNode> resources(Template template) {
        return template.section("Resources").valueStream().filter(resource -> !resource.has("Condition"));
    }

    /**
     * Returns the number of billed units. CloudWatch bills an alarm by its metrics, and a custom metric for each hour
     * with a value.
     */
    private static long units(JsonNode resource) {
        var properties = resource.path("Properties");
        return switch (resource.path("Type").asText()) {
            case "AWS::CloudWatch::Alarm" ->
                Math.max(
                        1,
                        properties
                                .path("Metrics")
                                .valueStream()
                                .filter(metric -> metric.has("MetricStat"))
                                .count());
            case "AWS::Logs::MetricFilter" ->
                properties
                        .path("MetricTransformations")
                        .valueStream()
                        .filter(metric -> metric.has("DefaultValue"))
                        .count();
            default -> 1;
        };
    }
}
