package net.osmand.account.aws.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.osmand.account.core.testing.TestClock;
import org.junit.jupiter.api.Test;

class ProxySecretTest {
    private final TestClock clock = new TestClock();
    private int reads;
    private String stored = "first";
    private final ProxySecret secret = new ProxySecret(
            () -> {
                reads++;
                return stored;
            },
            clock);

    @Test
    void readsTheSecretOnce() {
        assertThat(reads).isZero();
        for (var request = 0; request < 1000; request++) {
            clock.advance(Duration.ofMinutes(1));
            assertThat(secret.test("first")).isTrue();
        }
        assertThat(reads).isOne();
    }

    @Test
    void readsOnceInFiveMinutesForWrongSecrets() {
        for (var second = 0; second < 600; second++) {
            assertThat(secret.test("guess")).isFalse();
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void acceptsANewSecretWithoutADeployment() {
        assertThat(secret.test("first")).isTrue();
        stored = "second";
        clock.advance(Duration.ofMinutes(5));
        assertThat(secret.test("second")).isTrue();
        assertThat(secret.test("first")).isFalse();
    }

    @Test
    void anEmptySecretMatchesNothing() {
        stored = "";
        assertThat(secret.test("")).isFalse();
    }
}
