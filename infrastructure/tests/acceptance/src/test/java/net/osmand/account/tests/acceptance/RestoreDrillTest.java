package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;

/**
 * Restores a stack after a disaster by the steps of "Backup and restoring" in docs/operate.md: all rows are lost, every
 * object has a delete marker, and the user pool is new and empty.
 */
@Tag("slow")
class RestoreDrillTest {
    private static final String PASSWORD = "correct horse";
    private static final String NEW_PASSWORD = "battery staple";

    @Test
    void everyStepOfThePageTogetherBringsAllAccountsBack(@TempDir Path data) throws IOException, InterruptedException {
        var before = TestStack.inside(data);
        var phone = TestApp.signedUp(before);
        new TestShop(before)
                .subscription(
                        phone.email(),
                        TestShop.PRO,
                        "active",
                        before.now() + Duration.ofDays(365).toMillis());
        var oldVersion = phone.store("GPX", "day.gpx", "first track");
        var track = phone.store("GPX", "day.gpx", "second track");
        var trashed = phone.store("FAVOURITES", "favorites.gpx", "places");
        phone.delete("FAVOURITES", "favorites.gpx");
        var away = TestApp.signedUp(before);
        away.store("FAVOURITES", "favorites.gpx", "places of the second account");
        var email = TestStack.freshEmail();
        var browser = TestBrowser.signedUp(before, email, PASSWORD);
        before.awaitBackgroundWork();
        var phoneRows = phone.sizes();
        var list = "lists/" + phone.account() + "/app-1";
        var steps = RestoreSteps.backup(before);

        loseRowsAndObjects(before);
        assertThat(TestStack.errorCode(phone.listing(Map.of())))
                .as("without rows nobody is known")
                .isNotZero();
        before.stop();
        Files.delete(data.resolve("cognito.json"));

        var stack = TestStack.inside(data);
        try {
            stack.advance("PT11M");
            stack.local()
                    .s3()
                    .putObject(
                            r -> r.bucket(RestoreSteps.BUCKET).key(list),
                            RequestBody.fromString("newer than the rows"));
            restore(stack, steps, phone);
            assertThat(RestoreSteps.objects(stack, "lists/")).isEmpty();
            stack.awaitBackgroundWork();

            var old = phone.onStack(stack);
            assertThat(old.sizes()).as("every row").isEqualTo(phoneRows);
            assertThat(old.content("GPX", "day.gpx", oldVersion)).isEqualTo("first track");
            assertThat(old.content("GPX", "day.gpx", track)).isEqualTo("second track");
            new Invariants(stack).check(old);
            assertThat(TestStack.json(stack.get("/userdata/user-validate-sub", old.with(Map.of())))
                            .path("orderid")
                            .asText())
                    .as("the purchase decides the plan")
                    .startsWith("Sub");
            assertThat(TestStack.json(TestBrowser.of(old).get("/v1/purchases", Map.of()))
                            .path("items"))
                    .as("the purchase")
                    .hasSize(1);
            old.store("GPX", "new.gpx", "only Pro may store tracks");
            assertThat(TestBrowser.of(old)
                            .post("/mapapi/restore-file", deletion(old), "")
                            .statusCode())
                    .as("a restore from the trash")
                    .isEqualTo(200);
            assertThat(old.live()).contains("places");
            assertThat(old.content("FAVOURITES", "favorites.gpx", trashed)).isEqualTo("places");

            var tablet = new TestApp(stack, phone.email(), "tablet");
            assertThat(tablet.register("true").statusCode()).isEqualTo(200);
            tablet.signIn();
            assertThat(tablet.live())
                    .as("a sign-in by code")
                    .containsExactlyInAnyOrder("second track", "only Pro may store tracks", "places");
            passwordIsResetOnce(stack, browser.onStack(stack), email);

            stack.sweep();
            var later = away.onStack(stack);
            assertThat(later.live()).containsExactly("places of the second account");
            new Invariants(stack).check(later);
        } finally {
            stack.stop();
        }
    }

    /** Returns the query that names the deletion marker of the trashed file. */
    private static Map<String, String> deletion(TestApp app) {
        var marker = app.list()
                .path("allFiles")
                .valueStream()
                .filter(row -> row.path("filesize").asLong() < 0)
                .findFirst()
                .orElseThrow();
        return Map.of(
                "type", "FAVOURITES",
                "name", "favorites.gpx",
                "updatetime", marker.path("updatetimems").asText());
    }

    private static void loseRowsAndObjects(TestStack stack) {
        for (var table : RestoreSteps.TABLES) {
            for (var row : RestoreSteps.rows(stack, table)) {
                var key = Map.of("pk", row.get("pk"), "sk", row.get("sk"));
                stack.local()
                        .dynamoDb()
                        .deleteItem(delete -> delete.tableName(table).key(key));
            }
            assertThat(RestoreSteps.rows(stack, table)).as(table).isEmpty();
        }
        var objects = stack.local()
                .s3()
                .listObjectsV2(list -> list.bucket(RestoreSteps.BUCKET))
                .contents();
        assertThat(objects).isNotEmpty();
        objects.forEach(object -> stack.local()
                .s3()
                .deleteObject(delete -> delete.bucket(RestoreSteps.BUCKET).key(object.key())));
    }

    /** Executes the page's lines. The line that removes a delete marker by hand gets one of the first account. */
    private static void restore(TestStack stack, RestoreSteps steps, TestApp phone) throws IOException {
        var lines = RestoreSteps.lines();
        assertThat(String.join("\n", lines))
                .contains("restore-table-to-point-in-time")
                .contains("osmand-account copy")
                .contains("osmand-account reconcile")
                .contains("s3api delete-object");
        for (var line : lines) {
            steps.execute(stack, line, phone.email(), aMarker(stack));
        }
    }

    private static DeleteMarkerEntry aMarker(TestStack stack) {
        List<DeleteMarkerEntry> markers = stack.local()
                .s3()
                .listObjectVersions(list -> list.bucket(RestoreSteps.BUCKET).prefix("u/"))
                .deleteMarkers();
        return markers.getFirst();
    }

    private static void passwordIsResetOnce(TestStack stack, TestBrowser session, String email) {
        assertThat(session.signedInAs()).as("a session from before").isEqualTo(email);
        var browser = new TestBrowser(stack);
        assertThat(TestBrowser.text(browser.login(email, PASSWORD)))
                .as("passwords are lost with the pool")
                .isEqualTo("error_password");
        assertThat(browser.register(email, false).statusCode()).isEqualTo(200);
        assertThat(browser.activate(email, stack.newestCode(email), NEW_PASSWORD)
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.login(email, NEW_PASSWORD).statusCode()).isEqualTo(200);
    }
}
