package net.osmand.account.tools.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import net.osmand.account.application.Adapters;
import net.osmand.account.aws.AwsCallListener;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.StorageBreakdown.Amount;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.files.Change;
import net.osmand.account.core.files.CommitResult.Committed;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.FileCategory.Category;
import net.osmand.account.devserver.DevServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Runs the commands with the tables of a dev server. */
class OsmandAccountTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private static Path data = Path.of("");

    private static DevServer stack;

    @BeforeAll
    static void start() {
        stack = DevServer.start(data, 0, template());
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private record Ran(int code, String out) {}

    @Test
    void aGiftMakesAnAccountProUntilItIsTakenBack() {
        var environment = environment();
        var accounts = new Adapters(environment).accounts();
        var ann = EmailAddress.parse("ann@example.org").orElseThrow();
        var account = accounts.create(ann, "subject", NOW.millis());

        assertThat(run(environment, "find", "nobody@example.org").code).isEqualTo(1);
        assertThat(run(environment, "find", "Ann@Example.org").out)
                .contains("account " + account.value())
                .contains("plan START");

        var given = run(environment, "give", "--to", "ann@example.org", "--until", "2027-01-01");
        assertThat(given.code).isZero();
        assertThat(given.out).contains("osmand:").contains("code promo_");
        assertThat(accounts.account(account).orElseThrow().plan()).isEqualTo(Plan.PRO);
        assertThat(accounts.account(account).orElseThrow().orderId().orElseThrow())
                .startsWith("promo_");
        assertThat(run(environment, "purchases", "ann@example.org").out)
                .contains("OsmAnd Promo  active  until 2027-01-01T00:00:00Z");

        assertThat(run(environment, "revoke", "osmand:none").code).isEqualTo(1);
        assertThat(run(environment, "revoke", given.out.substring(0, given.out.indexOf(','))).code)
                .isZero();
        assertThat(accounts.account(account).orElseThrow().plan()).isEqualTo(Plan.LAPSED_PRO);
        assertThat(run(environment, "give").code).isEqualTo(2);
    }

    @Test
    void aPersonWhoWaitsForACodeGetsAnother() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            assertThat(run(environment(), "resend", "ben@example.org", "--lang", "nl").code)
                    .isZero();
            var inbox = HttpRequest.newBuilder(stack.uri().resolve("/local/inbox?to=ben@example.org"))
                    .build();
            var mails = "";
            for (var end = Instant.now().plusSeconds(60);
                    !mails.contains("subject") && Instant.now().isBefore(end); ) {
                mails = client.send(inbox, BodyHandlers.ofString()).body();
            }
            assertThat(mails).contains("subject").containsPattern("\\b[0-9]{6}\\b");
            assertThat(run(environment(), "resend", "no address").code).isEqualTo(1);
        }
    }

    @Test
    void anAccountIsPutRight() {
        var environment = environment();
        var adapters = new Adapters(environment);
        var account = adapters.accounts()
                .create(EmailAddress.parse("cem@example.org").orElseThrow(), "subject", NOW.millis());
        // The account was created without a user in the pool.
        assertThat(run(environment, "reconcile", "cem@example.org").out).contains("usersRepaired=1");
        assertThat(run(environment, "reconcile", "cem@example.org").out).contains("all is in order");

        // A backup taken during a transaction can contain this.
        var lost = UsageChange.ofLive(true, Category.MY_PLACES, new Amount(1, 2000, 1000));
        var anHourAgo = NOW.millis() - Duration.ofHours(1).toMillis();
        var today = new Change.CheckDay(Duration.ofMillis(NOW.millis()).toDays(), true);
        var half = new Change(account, anHourAgo, lost, Set.of(), today, OptionalLong.empty(), List.of());
        assertThat(adapters.fileIndex().commit(half)).isEqualTo(new Committed());
        assertThat(run(environment, "reconcile", "cem@example.org").out).contains("usagesCorrected=1");
        assertThat(run(environment, "reconcile", "cem@example.org").out).contains("all is in order");
        assertThat(run(environment, "reconcile", "nobody@example.org").code).isEqualTo(1);
    }

    @Test
    void whatWasLostComesBackFromARestoredTable() {
        var environment = environment();
        stack.dynamoDb()
                .createTable(table -> table.tableName("restored")
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(text("pk"), text("sk"))
                        .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
        put("restored", "lost", "then");
        put("restored", "changed", "then");
        put("FilesTable", "changed", "since");

        assertThat(run(environment, "copy", "restored", "FilesTable").out).contains("1 rows copied");
        assertThat(run(environment, "copy", "restored", "FilesTable").out).contains("0 rows copied");
        assertThat(stack.dynamoDb()
                        .query(query -> query.tableName("FilesTable")
                                .keyConditionExpression("pk = :one")
                                .expressionAttributeValues(Map.of(":one", AttributeValue.fromS("one"))))
                        .items())
                .containsExactlyInAnyOrder(row("lost", "then"), row("changed", "since"));
    }

    private static void put(String table, String key, String value) {
        stack.dynamoDb().putItem(put -> put.tableName(table).item(row(key, value)));
    }

    private static Map<String, AttributeValue> row(String key, String value) {
        return Map.of(
                "pk", AttributeValue.fromS("one"), "sk", AttributeValue.fromS(key), "n", AttributeValue.fromS(value));
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

    private static Path template() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("template.yaml"))) {
            folder = Objects.requireNonNull(folder.getParent());
        }
        return folder.resolve("template.yaml");
    }

    private static LambdaEnvironment environment() {
        var environment = new HashMap<>(stack.endpoints());
        environment.put("AWS_REGION", "us-east-1");
        environment.put("ACCOUNTS_TABLE", "AccountsTable");
        environment.put("FILES_TABLE", "FilesTable");
        environment.put("PURCHASES_TABLE", "PurchasesTable");
        environment.put("FILES_BUCKET", "osmand-account-local-filesbucket");
        environment.put("USER_POOL_ID", "us-east-1_UserPool");
        environment.put("USER_POOL_CLIENT_ID", "userpoolclient");
        environment.put(
                "ACCOUNT_JOBS_QUEUE_URL",
                stack.queues().byName("AccountJobsQueue").url());
        environment.put(
                "EMPTY_TRASH_QUEUE_URL",
                stack.queues().byName("EmptyTrashQueue").url());
        environment.put("TRASH_DAYS", "30");
        environment.put("API_URL", stack.uri().toString());
        return new LambdaEnvironment(environment, NOW, new SecureRandom(), AwsCallListener.NONE);
    }

    private static Ran run(LambdaEnvironment environment, String... arguments) {
        var out = new StringWriter();
        var code = OsmandAccount.commandLine(environment)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(arguments);
        return new Ran(code, out.toString());
    }
}
