package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reads the log of all end-to-end tests of the run. */
@Tag("afterwards")
class LogsTest {
    @Test
    void noAddressCodeTokenOrCookieOfTheWholeRunIsInAnyLine() {
        // Creates secrets to look for if this test runs alone.
        var browser = TestBrowser.signedUp(TestStack.shared(), TestStack.freshEmail(), "a password");
        assertThat(browser.hasCookie()).isTrue();

        System.err.println("canary " + Logs.secret("canary-1f0c@example.org"));
        var secrets = Logs.secrets();
        assertThat(secrets).hasSizeGreaterThanOrEqualTo(4);
        assertThat(Logs.betraying(secrets)).containsOnly("canary canary-1f0c@example.org");
    }
}
