package net.osmand.account.tests.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the text of template.yaml, resource by resource. */
class TemplateTest {
    private static final Pattern RESOURCE = Pattern.compile("(?m)^  ([A-Z]\\w+):(?: #.*)?\\n    Type: (AWS::\\S+)$");

    private final String template = read();
    private final Map<String, String> functions = blocks("AWS::Serverless::Function");
    private final List<String> parameters = Pattern.compile("(?m)^  (\\w+):(?: \\{.*)?$")
            .matcher(template.substring(template.indexOf("\nParameters:"), template.indexOf("\nConditions:")))
            .results()
            .map(parameter -> parameter.group(1))
            .toList();

    @Test
    void eachHandlerClassExistsAndIsNamedAsItsFunction() throws ClassNotFoundException {
        assertThat(functions).isNotEmpty();
        for (var function : functions.entrySet()) {
            var handler = value(function.getValue(), "Handler");
            assertThat(Class.forName(handler).getSimpleName()).isEqualTo(function.getKey());
        }
    }

    @Test
    void eachRouteIsThereOnceAndEachPublicHandlerIsRouted() {
        var routes = new ArrayList<String>();
        functions.forEach((name, block) -> {
            var route = Pattern.compile("Method: (\\w+), Path: (\\S+) ").matcher(block);
            if (route.find()) {
                routes.add(route.group(1) + " " + route.group(2));
            } else {
                // Functions without a route handle AWS events or poll a queue.
                assertThat(block).as(name).containsAnyOf(".functions.events.", ".functions.mailcode.", "Type: SQS");
            }
        });
        assertThat(routes).doesNotHaveDuplicates().hasSizeGreaterThan(15);
    }

    /** Patterns of a function's permissions, by the AWS client for which its jar needs them. */
    private static final Map<String, String> CALLS = Map.of(
            "cognitoidentityprovider", "USER_POOL_ID|cognito-idp:[A-Z]",
            "s3", "\\bs3:[A-Z]",
            "sesv2", "\\bses:[A-Z]",
            "secretsmanager", "secretsmanager:[A-Z]");

    @Test
    void eachJarHoldsTheClientsOfWhatItsFunctionsMayCallAndNoOther() throws IOException {
        var areas = functions.values().stream()
                .collect(Collectors.groupingBy(
                        block -> value(block, "CodeUri").replaceFirst("target/.*", "pom.xml"), Collectors.joining()));
        assertThat(areas).hasSizeGreaterThan(5);
        for (var area : areas.entrySet()) {
            var left = Pattern.compile("awssdk:(\\w+)</exclude>")
                    .matcher(Files.readString(Repository.root().resolve(area.getKey())))
                    .results()
                    .map(excluded -> excluded.group(1))
                    .toList();
            var unused = CALLS.entrySet().stream()
                    .filter(call -> !Pattern.compile(call.getValue())
                            .matcher(area.getValue())
                            .find())
                    .map(Map.Entry::getKey)
                    .toList();
            assertThat(left).as("%s leaves out", area.getKey()).containsExactlyInAnyOrderElementsOf(unused);
        }
    }

    /**
     * If the description omits a parameter, its new values reach no version. If it names one too many, the deployment
     * rolls back (versions_test.py).
     */
    @Test
    void eachFunctionNamesTheParametersThatItsVersionsHold() {
        assertThat(parameters).contains("DefaultPlan", "TrashDays");
        var globals = template.substring(template.indexOf("\nGlobals:"), template.indexOf("\nResources:"));
        functions.forEach((name, block) -> {
            var description = Pattern.compile("VersionDescription: .*").matcher(block);
            assertThat(description.find()).as(name).isTrue();
            var held = new ArrayList<>(List.of("Tracing"));
            for (var parameter : parameters) {
                var variable = "\\b[A-Z_]{2,}: !(Ref %1$s\\b|Sub \"[^\"]*\\$\\{%1$s\\}[^\"]*\")".formatted(parameter);
                if (Pattern.compile(variable).matcher(globals + block).find()) {
                    held.add(parameter);
                }
            }
            var named = Pattern.compile("\\$\\{(\\w+)}")
                    .matcher(description.group())
                    .results()
                    .map(reference -> reference.group(1));
            assertThat(named).as(name).containsExactlyInAnyOrderElementsOf(held);
        });
    }

    @Test
    void dataOutlivesTheStack() {
        var data = new HashSet<>(blocks("AWS::DynamoDB::Table").values());
        data.addAll(blocks("AWS::S3::Bucket").values());
        data.addAll(blocks("AWS::Cognito::UserPool").values());
        assertThat(data)
                .hasSize(6)
                .allSatisfy(block -> assertThat(block)
                        .contains("DeletionPolicy: RetainExceptOnCreate")
                        .contains("UpdateReplacePolicy: Retain"));
    }

    @Test
    void noBucketCanBecomePublic() {
        assertThat(blocks("AWS::S3::Bucket").values())
                .hasSize(2)
                .allSatisfy(block -> assertThat(block)
                        .contains("BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true,"
                                + " RestrictPublicBuckets: true"));
    }

    /** S3 deletes the bytes of a trashed file a week after the last day of its restoring. */
    @Test
    void theLifecycleIsLongerThanTheTrash() {
        assertThat(blocks("AWS::S3::Bucket").get("FilesBucket"))
                .contains("{ Id: trash, Status: Enabled, Prefix: u/, NoncurrentVersionExpiration:"
                        + " { NoncurrentDays: !FindInMap [Trash, !Ref TrashDays, LifecycleDays] }");
        var days = Pattern.compile("(?m)^    \"(\\d+)\": \\{ LifecycleDays: (\\d+) }$")
                .matcher(template);
        assertThat(days.results())
                .hasSize(7)
                .allSatisfy(row ->
                        assertThat(Integer.parseInt(row.group(2))).isEqualTo(Integer.parseInt(row.group(1)) + 7));
    }

    /** Lambda stops a function after 16 calls in a loop, unless it is allowed. */
    @Test
    void functionsThatQueueTheirNextStepMayLoop() {
        var loops = new HashSet<String>();
        functions.forEach((name, block) -> {
            var queue = Pattern.compile("Queue: !GetAtt (\\w+)\\.Arn").matcher(block);
            if (queue.find()
                    && Pattern.compile("sqs:SendMessage\\b[^\\n]*\\b%s\\.Arn".formatted(queue.group(1)))
                            .matcher(block)
                            .find()) {
                loops.add(name);
                assertThat(block).as(name).contains("RecursiveLoop: Allow");
            }
        });
        assertThat(loops).contains("ExportStepFunction", "TrashEmptyingStepFunction", "AccountJobFunction");
    }

    @Test
    void aFailedMessageDoesNotRepeatTheOthersOfItsBatch() {
        var batches = Pattern.compile("Type: SQS.*BatchSize: (\\d+).*").matcher(template);
        assertThat(batches.results())
                .hasSizeGreaterThan(3)
                .filteredOn(batch -> !batch.group(1).equals("1"))
                .isNotEmpty()
                .allSatisfy(batch ->
                        assertThat(batch.group()).contains("FunctionResponseTypes: [ReportBatchItemFailures]"));
    }

    @Test
    void pagesRunTheirOwnScriptsOnly() throws IOException {
        var portal = Files.readString(Repository.root().resolve("infrastructure/stacks/portal.yaml"));
        assertThat(Pattern.compile("script-src[^;]*;").matcher(portal).results())
                .isNotEmpty()
                .allSatisfy(policy -> assertThat(policy.group()).isEqualTo("script-src 'self';"));
    }

    private Map<String, String> blocks(String type) {
        var found = new HashMap<String, String>();
        var matcher = RESOURCE.matcher(template);
        while (matcher.find()) {
            if (matcher.group(2).equals(type)) {
                var next = Pattern.compile("(?m)^  [A-Z]\\w+:|^[A-Z]").matcher(template);
                var end = next.find(matcher.end()) ? next.start() : template.length();
                found.put(matcher.group(1), template.substring(matcher.start(), end));
            }
        }
        return found;
    }

    private static String value(String block, String key) {
        return Stream.of(block.split("\n", -1))
                .map(String::strip)
                .filter(line -> line.startsWith(key + ": "))
                .map(line -> line.substring(key.length() + 2))
                .findFirst()
                .orElseThrow();
    }

    private static String read() {
        try {
            return Files.readString(Repository.root().resolve("template.yaml"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
