package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import net.osmand.account.aws.AwsCallListener;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.tools.operator.OsmandAccount;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/**
 * Executes the command lines of "Backup and restoring" in docs/operate.md on a dev server. A line that it does not know
 * fails. Point-in-time recovery is the state that {@link #backup} has read, since the emulator has no recovery.
 */
final class RestoreSteps {
    static final String BUCKET = "osmand-account-local-filesbucket";
    static final List<String> TABLES = List.of("AccountsTable", "FilesTable", "PurchasesTable");

    private static final Pattern OUTPUT = Pattern.compile("\\$\\(output (\\w+)Name\\)");
    private static final String OPERATOR = "infrastructure/tools/operator/osmand-account";

    private final Map<String, List<Map<String, AttributeValue>>> backups = new HashMap<>();

    /** Reads all rows, as the continuous backup of each table keeps them. */
    static RestoreSteps backup(TestStack stack) {
        var steps = new RestoreSteps();
        TABLES.forEach(table -> steps.backups.put(table, rows(stack, table)));
        return steps;
    }

    static List<Map<String, AttributeValue>> rows(TestStack stack, String table) {
        return stack
                .local()
                .dynamoDb()
                .scanPaginator(scan -> scan.tableName(table).consistentRead(true))
                .items()
                .stream()
                .toList();
    }

    /** Returns the command lines of the section, in the order of the page. */
    static List<String> lines() throws IOException {
        var page = Files.readString(TestStack.root().resolve("docs/operate.md"));
        var section = page.substring(page.indexOf("\n## Backup and restoring\n") + 4);
        var lines = new ArrayList<String>();
        var isCommand = false;
        for (var line : section.substring(0, section.indexOf("\n## ")).lines().toList()) {
            var text = line.strip();
            if (text.startsWith("```")) {
                isCommand = text.equals("```sh aws");
            } else if (isCommand) {
                lines.add(text);
            }
        }
        return lines;
    }

    /**
     * Executes one line.
     *
     * @param email replaces the address of the page
     * @param marker the delete marker that the page's line removes by hand
     * @return the output of the command, or an empty string
     */
    String execute(TestStack stack, String line, String email, DeleteMarkerEntry marker) {
        var words = Arrays.asList(OUTPUT.matcher(line)
                .replaceAll(output -> output.group(1).equals("FilesBucket") ? BUCKET : output.group(1))
                .replace("\"", "")
                .replace("ann@example.org", email)
                .split(" "));
        if (words.getFirst().equals(OPERATOR)) {
            return operator(stack, words.subList(1, words.size()).toArray(String[]::new));
        }
        switch (String.join(" ", words.subList(1, 3))) {
            case "dynamodb restore-table-to-point-in-time" ->
                restore(stack, option(words, "--source-table-name"), option(words, "--target-table-name"));
            case "dynamodb wait" -> describe(stack, option(words, "--table-name"));
            case "dynamodb delete-table" ->
                stack.local().dynamoDb().deleteTable(delete -> delete.tableName(option(words, "--table-name")));
            case "s3 rm" -> remove(stack, words.get(3), words.contains("--recursive"));
            case "s3api list-object-versions" ->
                stack.local()
                        .s3()
                        .listObjectVersions(
                                list -> list.bucket(option(words, "--bucket")).prefix(option(words, "--prefix")));
            case "s3api delete-object" ->
                stack.local()
                        .s3()
                        .deleteObject(delete -> delete.bucket(option(words, "--bucket"))
                                .key(option(words, "--key").equals("u/ACCOUNT/KEY") ? marker.key() : "")
                                .versionId(
                                        option(words, "--version-id").equals("THE_DELETE_MARKERS_ID")
                                                ? marker.versionId()
                                                : ""));
            default ->
                throw new IllegalArgumentException("docs/operate.md has a line that the drill cannot run: " + line);
        }
        return "";
    }

    /** Adds a delete marker to each object below a URL of S3. */
    private static void remove(TestStack stack, String url, boolean recursively) {
        assertThat(url).startsWith("s3://" + BUCKET + "/");
        assertThat(recursively).as(url).isTrue();
        for (var key : objects(stack, url.substring(("s3://" + BUCKET + "/").length()))) {
            stack.local().s3().deleteObject(delete -> delete.bucket(BUCKET).key(key));
        }
    }

    /** Returns the keys of the objects below a prefix that have no delete marker. */
    static List<String> objects(TestStack stack, String prefix) {
        return stack.local().s3().listObjectVersions(list -> list.bucket(BUCKET).prefix(prefix)).versions().stream()
                .filter(ObjectVersion::isLatest)
                .map(ObjectVersion::key)
                .toList();
    }

    private static String option(List<String> words, String name) {
        return words.get(words.indexOf(name) + 1);
    }

    private static void describe(TestStack stack, String table) {
        stack.local().dynamoDb().describeTable(describe -> describe.tableName(table));
    }

    private void restore(TestStack stack, String source, String target) {
        var rows = Optional.ofNullable(backups.get(source)).orElseThrow();
        var dynamoDb = stack.local().dynamoDb();
        var table =
                dynamoDb.describeTable(describe -> describe.tableName(source)).table();
        var keys = table.keySchema().stream().map(key -> key.attributeName()).toList();
        dynamoDb.createTable(create -> create.tableName(target)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(table.keySchema())
                .attributeDefinitions(table.attributeDefinitions().stream()
                        .filter(attribute -> keys.contains(attribute.attributeName()))
                        .toList()));
        rows.forEach(row -> dynamoDb.putItem(put -> put.tableName(target).item(row)));
    }

    /** Runs the operator's command as the script does, with the names of the dev server. */
    static String operator(TestStack stack, String... arguments) {
        var environment = new HashMap<>(stack.local().endpoints());
        environment.put("AWS_REGION", "us-east-1");
        environment.put("ACCOUNTS_TABLE", "AccountsTable");
        environment.put("FILES_TABLE", "FilesTable");
        environment.put("PURCHASES_TABLE", "PurchasesTable");
        environment.put("FILES_BUCKET", BUCKET);
        environment.put("USER_POOL_ID", "us-east-1_UserPool");
        environment.put("USER_POOL_CLIENT_ID", "userpoolclient");
        var queues = stack.local().queues();
        environment.put(
                "ACCOUNT_JOBS_QUEUE_URL", queues.byName("AccountJobsQueue").url());
        environment.put(
                "EMPTY_TRASH_QUEUE_URL", queues.byName("EmptyTrashQueue").url());
        environment.put("TRASH_DAYS", "30");
        environment.put("DEFAULT_PLAN", "START");
        environment.put("API_URL", stack.uri("").toString());
        var clock = Clock.fixed(Instant.ofEpochMilli(stack.now()), ZoneOffset.UTC);
        var out = new StringWriter();
        var code = OsmandAccount.commandLine(
                        new LambdaEnvironment(environment, clock, new SecureRandom(), AwsCallListener.NONE))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(arguments);
        if (code != 0) {
            throw new IllegalStateException(String.join(" ", arguments) + " ended with " + code + ": " + out);
        }
        return out.toString();
    }
}
