package net.osmand.account.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Runs last, and reads what all journeys of the run have logged. */
@Order(Integer.MAX_VALUE)
class LogsTest {
    @Test
    void noAddressCodeTokenOrCookieOfTheWholeRunIsInAnyLine() {
        // One journey of its own, so that there are secrets to look for where this test runs alone.
        var browser = Browser.signedUp(Stack.shared(), Stack.freshEmail(), "a password");
        assertThat(browser.hasCookie()).isTrue();
        assertThat(Logs.secrets()).isGreaterThanOrEqualTo(3);

        System.err.println("canary " + Logs.secret("canary-1f0c@example.org"));
        assertThat(Logs.betraying()).containsExactly("canary canary-1f0c@example.org");
    }
}
