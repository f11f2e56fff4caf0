package net.osmand.account.aws.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProxySecretTest {
    private long now;
    private int reads;
    private String stored = "first";
    private final ProxySecret secret = new ProxySecret(
            () -> {
                reads++;
                return stored;
            },
            new Clock() {
                @Override
                public Instant instant() {
                    return Instant.ofEpochMilli(now);
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            });

    @Test
    void readsTheSecretOnce() {
        assertThat(reads).isZero();
        for (var request = 0; request < 1000; request++) {
            now += 60_000;
            assertThat(secret.test("first")).isTrue();
        }
        assertThat(reads).isOne();
    }

    @Test
    void readsOnceInFiveMinutesForWrongSecrets() {
        for (var second = 0; second < 600; second++) {
            now = second * 1000L;
            assertThat(secret.test("guess")).isFalse();
        }
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void acceptsANewSecretWithoutADeployment() {
        assertThat(secret.test("first")).isTrue();
        stored = "second";
        now += 300_000;
        assertThat(secret.test("second")).isTrue();
        assertThat(secret.test("first")).isFalse();
    }

    @Test
    void anEmptySecretMatchesNothing() {
        stored = "";
        assertThat(secret.test("")).isFalse();
    }
}
