package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests "User pool lost" of docs/operate.md: the tables still exist, and the stack has a new, empty user pool. */
@Tag("slow")
class PoolLostTest {
    private static final String PASSWORD = "correct horse";
    private static final String NEW_PASSWORD = "battery staple";

    @Test
    void everyAccountIsReachedWithANewPool(@TempDir Path data) throws IOException, InterruptedException {
        var before = TestStack.inside(data);
        var oldPhone = TestApp.signedUp(before);
        oldPhone.store("FAVOURITES", "favorites.gpx", "<gpx/>");
        var resetting = TestBrowser.signedUp(before, TestStack.freshEmail(), PASSWORD);
        var resettingEmail = resetting.signedInAs();
        var leaving = TestBrowser.signedUp(before, TestStack.freshEmail(), PASSWORD);
        var leavingEmail = leaving.signedInAs();
        var away = TestApp.signedUp(before);
        away.store("FAVOURITES", "favorites.gpx", "<gpx/>");
        var moving = TestBrowser.signedUp(before, TestStack.freshEmail(), PASSWORD);
        before.stop();
        Files.delete(data.resolve("cognito.json"));

        var stack = TestStack.inside(data);
        try {
            assertThat(Files.exists(data.resolve("cognito.json"))
                            && Files.readString(data.resolve("cognito.json")).contains(resettingEmail))
                    .as("a user of the old pool")
                    .isFalse();
            stack.advance("PT11M");
            assertThat(oldPhone.onStack(stack).live())
                    .as("a device from before")
                    .containsExactly("<gpx/>");
            signsInByCode(stack, oldPhone);
            resetsThePassword(stack, resetting.onStack(stack), resettingEmail);
            deletesTheAccount(data, stack, leaving.onStack(stack), leavingEmail);
            changesTheAddress(stack, moving.onStack(stack));
            assertThat(TestApp.signedUp(stack).listing(Map.of()).statusCode())
                    .as("a newcomer")
                    .isEqualTo(200);
            theFullCheckCreatesTheUser(data, stack, away);
        } finally {
            stack.stop();
        }
    }

    /** The full check also creates the user of an account that was not used since the loss. */
    private static void theFullCheckCreatesTheUser(Path data, TestStack stack, TestApp away) throws IOException {
        assertThat(Files.readString(data.resolve("cognito.json"))).doesNotContain(away.email());
        stack.advance("PT480H");
        stack.settle();
        assertThat(Files.readString(data.resolve("cognito.json"))).contains(away.email());
        assertThat(away.onStack(stack).live()).containsExactly("<gpx/>");
    }

    private static void signsInByCode(TestStack stack, TestApp oldPhone) {
        var tablet = new TestApp(stack, oldPhone.email(), "tablet");
        assertThat(tablet.register("true").statusCode()).isEqualTo(200);
        tablet.signIn();
        assertThat(tablet.live()).as("the same account").containsExactly("<gpx/>");
        stack.advance("PT11M");
        tablet.another("second tablet");
        assertThat(oldPhone.onStack(stack).listing(Map.of()).statusCode())
                .as("the older device")
                .isEqualTo(200);
    }

    private static void resetsThePassword(TestStack stack, TestBrowser session, String email) {
        assertThat(session.signedInAs()).as("a session from before").isEqualTo(email);
        var browser = new TestBrowser(stack);
        assertThat(TestBrowser.text(browser.login(email, PASSWORD))).isEqualTo("error_password");
        assertThat(browser.register(email, false).statusCode()).isEqualTo(200);
        assertThat(browser.activate(email, stack.newestCode(email), NEW_PASSWORD)
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.login(email, NEW_PASSWORD).statusCode()).isEqualTo(200);
        assertThat(TestBrowser.text(new TestBrowser(stack).login(email, PASSWORD)))
                .as("the password of the old pool")
                .isEqualTo("error_password");
    }

    private static void deletesTheAccount(Path data, TestStack stack, TestBrowser session, String email)
            throws IOException {
        assertThat(session.sendCode("delete").statusCode()).isEqualTo(200);
        assertThat(session.post("/mapapi/auth/delete-account", Map.of("token", stack.newestCode(email)), "")
                        .statusCode())
                .isEqualTo(200);
        stack.settle();
        assertThat(Files.readString(data.resolve("cognito.json")))
                .as("users of the new pool")
                .doesNotContain(email);
    }

    private static void changesTheAddress(TestStack stack, TestBrowser session) {
        var email = session.signedInAs();
        var next = TestStack.freshEmail();
        assertThat(session.sendCode("change").statusCode()).isEqualTo(200);
        assertThat(session.changeEmail(next, stack.newestCode(email)).statusCode())
                .isEqualTo(200);
        var phone = new TestApp(stack, next, "phone");
        stack.advance("PT11M");
        assertThat(phone.register("true").statusCode()).isEqualTo(200);
        phone.signIn();
        assertThat(TestBrowser.of(phone).signedInAs()).isEqualTo(next);
    }
}
