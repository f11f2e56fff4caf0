package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** "Download all" of a large account in the public web client (docs/protocol/archives.md#backup-as-a-job). */
class BackupMailTest {
    private static final String PASSWORD = "correct horse";
    private static final int TRACK_BYTES = 3 << 20;

    private final TestStack stack = TestStack.shared();
    private final TestApp app = TestApp.signedUp(stack).grantPro();
    private final TestBrowser browser = new TestBrowser(stack);

    @Test
    void aLargeBackupIsASentenceAndThenAMailWithItsLink() {
        large();
        var mails = stack.mails(app.email());
        var answer = backup(browser.withHeader("Origin", "https://map.example.org"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestBrowser.text(answer)).isEqualTo("Your backup is being prepared. We will mail you a link.");
        stack.settle();
        assertThat(stack.mails(app.email())).isEqualTo(mails + 1);
        var text = newestMail();
        assertThat(text).contains("https://map.example.org/v1/exports/archive");

        var link = "/v1/exports/archive";
        var archive = browser.get(link, Map.of());
        assertThat(archive.statusCode()).isEqualTo(200);
        assertThat(archive.headers().firstValue("content-type")).contains("application/zip");
        assertThat(archive.headers().firstValue("content-disposition").orElse(""))
                .contains("Export_");
        assertThat(archive.body()).hasSizeGreaterThan(2 * TRACK_BYTES);

        var stranger = new TestBrowser(stack).get(link, Map.of());
        assertThat(stranger.previousResponse().orElseThrow().headers().firstValue("location"))
                .contains("/map/account/");
        assertThat(TestBrowser.of(TestApp.copied(stack)).get(link, Map.of()).statusCode())
                .isEqualTo(404);
    }

    @Tag("slow")
    @Test
    void askingAgainWhileItIsPreparedMailsOnce() {
        large();
        stack.suspend("ExportStepFunction");
        assertThat(backup(TestBrowser.of(app)).statusCode()).as("a device").isEqualTo(202);
        for (var click = 0; click < 3; click++) {
            assertThat(backup(browser).statusCode()).isEqualTo(400);
        }
        var mails = stack.mails(app.email());
        stack.suspend();
        stack.settle();
        assertThat(stack.mails(app.email())).isEqualTo(mails + 1);
    }

    @Tag("slow")
    @Test
    void ourPortalAndDevicesFollowTheJob() {
        large();
        var mails = stack.mails(app.email());
        assertThat(backup(browser.withHeader("X-Account-Client", "portal")).statusCode())
                .isEqualTo(202);
        stack.settle();
        assertThat(stack.mails(app.email())).isEqualTo(mails);
    }

    @Test
    void aSmallBackupIsTheArchiveItself() {
        app.store("FAVOURITES", "favorites.gpx", "<gpx/>");
        signIn();
        assertThat(backup(browser).statusCode()).isEqualTo(200);
    }

    private void large() {
        var random = new Random(1);
        for (var track = 0; track < 2; track++) {
            var bytes = new byte[TRACK_BYTES];
            random.nextBytes(bytes);
            assertThat(app.upload("GPX", "track" + track + ".gpx", TestApp.gzip(bytes), 1)
                            .statusCode())
                    .isEqualTo(200);
        }
        signIn();
    }

    private void signIn() {
        browser.register(app.email(), false);
        browser.activate(app.email(), stack.newestCode(app.email()), PASSWORD);
        assertThat(browser.login(app.email(), PASSWORD).statusCode()).isEqualTo(200);
    }

    private HttpResponse<byte[]> backup(TestBrowser client) {
        return client.send(HttpRequest.newBuilder(stack.uri("/mapapi/download-backup?format=.osf"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("[\"GPX\"]")));
    }

    private String newestMail() {
        var messages = TestStack.json(stack.get("/local/inbox", Map.of("to", app.email())))
                .path("messages");
        return messages.path(messages.size() - 1).path("text").asText();
    }
}
