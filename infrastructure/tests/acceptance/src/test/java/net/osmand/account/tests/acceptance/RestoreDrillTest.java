package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.osmand.account.aws.AwsCallListener;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.tools.operator.OsmandAccount;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Executes "Everything lost" of docs/operate.md line by line: the tables are empty, every object of the bucket has a
 * delete marker, and the user pool is a new one. {@code aws} itself is replaced: the table of a point in time is a copy
 * that the test took.
 */
@Tag("slow")
class RestoreDrillTest {
    private static final String PASSWORD = "correct horse";
    private static final String NEW_PASSWORD = "battery staple";
    private static final Pattern OUTPUT = Pattern.compile("\"\\$\\(output (\\w+)Name\\)\"");
    private static final Pattern RESTORE = Pattern.compile(
            "aws dynamodb restore-table-to-point-in-time --source-table-name (\\w+) --target-table-name ([\\w-]+) .*");
    private static final Pattern DELETE = Pattern.compile("aws dynamodb delete-table --table-name ([\\w-]+)");
    private static final String COMMAND = "infrastructure/tools/operator/osmand-account ";
    private static final List<String> TABLES = List.of("AccountsTable", "FilesTable", "PurchasesTable");

    private final Map<String, List<Map<String, AttributeValue>>> pointInTime = new HashMap<>();

    @Test
    void afterTheChecklistEveryAccountHasItsFilesPurchasesAndSignIn(@TempDir Path data)
            throws IOException, InterruptedException {
        var before = TestStack.inside(data);
        var phone = TestApp.signedUp(before);
        new TestShop(before).subscription(phone.email(), TestShop.PRO, "active", before.now() + 90L * 86_400_000);
        var first = phone.store("GPX", "tour.gpx", "<gpx>one</gpx>");
        phone.store("GPX", "tour.gpx", "<gpx>two</gpx>");
        phone.store("GPX", "trashed.gpx", "<gpx>trashed</gpx>");
        assertThat(phone.delete("GPX", "trashed.gpx").statusCode()).isEqualTo(200);
        var browser = TestBrowser.signedUp(before, TestStack.freshEmail(), PASSWORD);
        var email = browser.signedInAs();
        assertThat(browser.upload("FAVOURITES", "favorites.gpx", TestApp.gzip("<gpx/>".getBytes()))
                        .statusCode())
                .isEqualTo(200);
        before.settle();
        remember(before);
        phone.store("GPX", "after the point in time.gpx", "<gpx/>");
        loseEverything(before);
        before.stop();
        Files.delete(data.resolve("cognito.json"));

        var stack = TestStack.inside(data);
        try {
            var restored = phone.onStack(stack);
            assertThat(restored.listing(Map.of()).statusCode())
                    .as("before the checklist")
                    .isNotEqualTo(200);
            for (var line : checklist()) {
                execute(stack, line.replace("EMAIL", phone.email()));
            }

            assertThat(markers(stack, "u/" + restored.account() + "/"))
                    .as("delete markers: of the trashed file, and of the object that no restored row names")
                    .hasSize(2);
            assertThat(restored.live()).as("current versions").containsExactly("<gpx>two</gpx>");
            assertThat(restored.content("GPX", "tour.gpx", first))
                    .as("an old version")
                    .isEqualTo("<gpx>one</gpx>");
            restoresFromTheTrash(restored);
            assertThat(restored.upload("GPX", "new.gpx", TestApp.gzip("<gpx/>".getBytes()), 1)
                            .statusCode())
                    .as("the purchase still allows tracks")
                    .isEqualTo(200);
            assertThat(TestBrowser.text(TestBrowser.of(restored).get("/v1/purchases", Map.of())))
                    .as("purchases")
                    .contains("OsmAnd Pro");
            signsIn(stack, restored, browser.onStack(stack), email);

            for (var day = 0; day < 40; day += 20) {
                stack.advance("PT480H");
                stack.settle();
            }
            new Invariants(stack).check(restored);
            assertThat(markers(stack, "u/"))
                    .as("delete markers of the other account, which only the daily checks saw")
                    .isEmpty();
        } finally {
            stack.stop();
        }
    }

    private static List<String> markers(TestStack stack, String prefix) {
        return new Invariants(stack)
                .entries(prefix).stream()
                        .filter(entry -> entry.startsWith("marker"))
                        .toList();
    }

    private static void restoresFromTheTrash(TestApp restored) {
        var marker = restored.list()
                .path("allFiles")
                .valueStream()
                .filter(row -> row.path("name").asText().equals("trashed.gpx")
                        && row.path("filesize").asLong() < 0)
                .findFirst()
                .orElseThrow();
        assertThat(restored.deleteVersion(
                                "GPX",
                                "trashed.gpx",
                                marker.path("updatetimems").asLong())
                        .statusCode())
                .isEqualTo(200);
        assertThat(restored.live()).containsExactlyInAnyOrder("<gpx>two</gpx>", "<gpx>trashed</gpx>");
    }

    private static void signsIn(TestStack stack, TestApp phone, TestBrowser session, String email) {
        var tablet = new TestApp(stack, phone.email(), "tablet");
        assertThat(tablet.register("true").statusCode()).isEqualTo(200);
        tablet.signIn();
        assertThat(tablet.list().path("userid")).isEqualTo(phone.list().path("userid"));
        assertThat(session.signedInAs()).as("a session from before").isEqualTo(email);
        var browser = new TestBrowser(stack);
        assertThat(TestBrowser.text(browser.login(email, PASSWORD)))
                .as("the password of the old pool")
                .isEqualTo("error_password");
        assertThat(browser.register(email, false).statusCode()).isEqualTo(200);
        assertThat(browser.activate(email, stack.newestCode(email), NEW_PASSWORD)
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.login(email, NEW_PASSWORD).statusCode()).isEqualTo(200);
        var download = browser.get("/mapapi/download-file", Map.of("type", "FAVOURITES", "name", "favorites.gpx"));
        assertThat(TestBrowser.text(download)).isEqualTo("<gpx/>");
    }

    /** Keeps a copy of the tables, as point-in-time recovery does. */
    private void remember(TestStack stack) {
        for (var table : TABLES) {
            var items = stack.local()
                    .dynamoDb()
                    .scanPaginator(scan -> scan.tableName(table))
                    .items();
            pointInTime.put(table, items.stream().toList());
            assertThat(pointInTime.get(table)).as(table).isNotEmpty();
        }
    }

    private static void loseEverything(TestStack stack) {
        var dynamoDb = stack.local().dynamoDb();
        for (var table : TABLES) {
            for (var item :
                    dynamoDb.scanPaginator(scan -> scan.tableName(table)).items()) {
                dynamoDb.deleteItem(
                        delete -> delete.tableName(table).key(Map.of("pk", item.get("pk"), "sk", item.get("sk"))));
            }
        }
        var s3 = stack.local().s3();
        for (var object :
                s3.listObjectVersions(list -> list.bucket(Invariants.BUCKET)).versions()) {
            if (object.isLatest()) {
                s3.deleteObject(delete -> delete.bucket(Invariants.BUCKET).key(object.key()));
            }
        }
    }

    /** Returns the commands of the checklist, with the logical names of the tables. */
    private static List<String> checklist() throws IOException {
        var page = Files.readString(TestStack.root().resolve("docs/operate.md"));
        var from = page.indexOf("```sh aws\n", page.indexOf("**Everything lost.**")) + "```sh aws\n".length();
        var block = page.substring(from, page.indexOf("```", from));
        return OUTPUT.matcher(block)
                .replaceAll((MatchResult name) -> name.group(1))
                .lines()
                .toList();
    }

    private void execute(TestStack stack, String line) {
        var restore = RESTORE.matcher(line);
        var delete = DELETE.matcher(line);
        if (restore.matches()) {
            createTable(stack, restore.group(2), pointInTime.get(restore.group(1)));
        } else if (delete.matches()) {
            stack.local().dynamoDb().deleteTable(table -> table.tableName(delete.group(1)));
        } else if (line.startsWith(COMMAND)) {
            osmandAccount(stack, line.substring(COMMAND.length()).split(" "));
        } else {
            assertThat(line).startsWith("aws dynamodb wait ");
        }
    }

    private static void createTable(TestStack stack, String name, List<Map<String, AttributeValue>> items) {
        var dynamoDb = stack.local().dynamoDb();
        dynamoDb.createTable(table -> table.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("pk"), text("sk"))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
        for (var item : items) {
            dynamoDb.putItem(put -> put.tableName(name).item(item));
        }
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static void osmandAccount(TestStack stack, String... arguments) {
        var environment = new HashMap<>(stack.local().endpoints());
        environment.put("AWS_REGION", "us-east-1");
        TABLES.forEach(table -> environment.put(table.replace("Table", "_TABLE").toUpperCase(Locale.ROOT), table));
        environment.put("FILES_BUCKET", Invariants.BUCKET);
        environment.put("USER_POOL_ID", "us-east-1_UserPool");
        environment.put("USER_POOL_CLIENT_ID", "userpoolclient");
        for (var queue : Map.of("ACCOUNT_JOBS", "AccountJobsQueue", "EMPTY_TRASH", "EmptyTrashQueue")
                .entrySet()) {
            environment.put(
                    queue.getKey() + "_QUEUE_URL",
                    stack.local().queues().byName(queue.getValue()).url());
        }
        environment.put("TRASH_DAYS", "30");
        environment.put("API_URL", stack.uri("/").toString());
        var clock = Clock.fixed(Instant.ofEpochMilli(stack.now()), ZoneOffset.UTC);
        var out = new StringWriter();
        var code = OsmandAccount.commandLine(
                        new LambdaEnvironment(environment, clock, new SecureRandom(), AwsCallListener.NONE))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(arguments);
        assertThat(code).as("%s: %s", String.join(" ", arguments), out).isZero();
    }
}
