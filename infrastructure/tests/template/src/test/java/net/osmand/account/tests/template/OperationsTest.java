package net.osmand.account.tests.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Checks alarms and their runbook, the dashboard, and the descriptions of parameters and outputs. */
class OperationsTest {
    private static final Pattern RUNBOOK = Pattern.compile("What to do: docs/operate\\.md#([a-z-]+)$");

    private final List<Resource> resources = Resource.all();
    private final List<Resource> alarms = resources.stream()
            .filter(resource -> resource.type().equals("AWS::CloudWatch::Alarm"))
            .toList();

    @Test
    void eachAlarmSaysWhatToDoAndTheRunbookHasItsSection() throws IOException {
        var sections = Files.readString(Resource.root().resolve("docs/operate.md"))
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line ->
                        line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-'))
                .toList();
        assertThat(alarms).hasSizeGreaterThan(4).allSatisfy(alarm -> {
            var runbook = RUNBOOK.matcher(alarm.at("AlarmDescription").asText());
            assertThat(runbook.find()).as(alarm.toString()).isTrue();
            assertThat(sections).contains(runbook.group(1));
        });
    }

    @Test
    void somebodyIsToldOfEachAlarmAndTheDashboardShowsIt() throws JsonProcessingException {
        var body = resources.stream()
                .filter(resource -> resource.type().equals("AWS::CloudWatch::Dashboard"))
                .map(dashboard ->
                        dashboard.at("DashboardBody", "Fn::Sub").path(0).asText())
                .findFirst()
                .orElseThrow();
        var shown = StreamSupport.stream(
                        new ObjectMapper().readTree(body).path("widgets").spliterator(), false)
                .flatMap(widget -> widget.at("/properties/alarms").valueStream())
                .map(arn -> arn.asText().replaceAll("[${}]|\\.Arn", ""))
                .toList();
        assertThat(alarms.stream().filter(alarm -> alarm.stack().equals("operations")))
                .allSatisfy(alarm -> assertThat(Resource.references(alarm.definition()))
                        .as(alarm.toString())
                        .contains("Alarms"))
                .extracting(Resource::id)
                .containsExactlyInAnyOrderElementsOf(shown);
    }

    /** Finds mistyped names: an unused metric filter, or an alarm on a metric without a filter. */
    @Test
    void eachMetricOfOursIsMadeByAFilterAndUsed() {
        var made = resources.stream()
                .filter(resource -> resource.type().equals("AWS::Logs::MetricFilter"))
                .map(filter -> filter.at("MetricTransformations")
                        .path(0)
                        .path("MetricName")
                        .asText())
                .toList();
        var ours = alarms.stream()
                .filter(alarm -> alarm.at("Namespace").has("Ref"))
                .map(alarm -> alarm.at("MetricName").asText())
                .toList();
        assertThat(ours).isNotEmpty().hasSameElementsAs(made);
    }

    @Test
    void eachParameterIsGroupedDescribedAndChecked() {
        var template = Resource.template();
        var grouped = template.section("Metadata").findValues("Parameters").stream()
                .flatMap(group -> group.valueStream())
                .map(name -> name.asText())
                .toList();
        var parameters = template.section("Parameters").properties();
        assertThat(grouped)
                .containsExactlyInAnyOrderElementsOf(
                        parameters.stream().map(parameter -> parameter.getKey()).toList());
        assertThat(parameters).allSatisfy(parameter -> {
            var definition = parameter.getValue();
            assertThat(definition.path("Description").asText())
                    .as(parameter.getKey())
                    .isNotBlank();
            assertThat(definition.has("AllowedValues")
                            || definition.has("AllowedPattern")
                            || definition.has("MinValue"))
                    .as("%s is checked", parameter.getKey())
                    .isTrue();
        });
    }

    @Test
    void eachOutputSaysWhatItIsFor() {
        assertThat(Resource.template().section("Outputs").properties())
                .hasSizeGreaterThan(5)
                .allSatisfy(output -> assertThat(
                                output.getValue().path("Description").asText())
                        .as(output.getKey())
                        .isNotBlank());
    }

    @Test
    void samconfigNamesParametersThatThereAre() throws IOException {
        var given = Pattern.compile("(?m)^    \"(\\w+)=")
                .matcher(Files.readString(Resource.root().resolve("samconfig.toml")))
                .results()
                .map(parameter -> parameter.group(1))
                .toList();
        var template = Resource.template();
        assertThat(given)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(template.section("Parameters").has(name))
                        .as(name)
                        .isTrue());
    }

    /** `sam build` finds a function's jar by its CodeUri (Makefile). */
    @Test
    void eachFunctionIsBuiltByTheMakefile() {
        assertThat(resources)
                .filteredOn(resource -> resource.type().equals("AWS::Serverless::Function"))
                .allSatisfy(function -> {
                    var build = function.definition().path("Metadata");
                    assertThat(build.path("BuildMethod").asText())
                            .as(function.id())
                            .isEqualTo("makefile");
                    assertThat(build.path("ProjectRootDirectory").asText()).isEqualTo(".");
                    assertThat(function.at("CodeUri").asText()).matches("functions/(\\w+)/target/\\1-lambda\\.jar");
                });
    }
}
