package net.osmand.account.core.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.UnavailableException;
import org.junit.jupiter.api.Test;

class PasswordLimitsTest {
    private static final AccountId ACCOUNT = new AccountId(7);
    private static final Source SOURCE = Source.of("192.0.2.1");

    private final PasswordLimits limits = new PasswordLimits(
            new InMemoryCounters(), Limits.DEFAULTS, Clock.fixed(Instant.EPOCH.plusSeconds(86_400), ZoneOffset.UTC));

    @Test
    void refuseTheFifthTryAfterFourWrongPasswords() {
        for (var i = 0; i < 4; i++) {
            assertThat(limits.attempt(ACCOUNT, SOURCE, () -> false)).isFalse();
        }
        assertThatThrownBy(() -> limits.attempt(ACCOUNT, SOURCE, () -> true)).isInstanceOf(ProblemException.class);
        assertThat(limits.attempt(ACCOUNT, Source.of("192.0.2.2"), () -> true)).isTrue();
    }

    @Test
    void doNotCountRightPasswords() {
        for (var i = 0; i < 30; i++) {
            assertThat(limits.attempt(ACCOUNT, SOURCE, () -> true)).isTrue();
        }
    }

    /** A user must not be locked out because the user pool was not reachable. */
    @Test
    void doNotCountPasswordsThatCouldNotBeChecked() {
        for (var i = 0; i < 30; i++) {
            assertThatThrownBy(() -> limits.attempt(ACCOUNT, SOURCE, () -> {
                        throw new UnavailableException("the user pool is silent");
                    }))
                    .isInstanceOf(UnavailableException.class);
        }
        assertThat(limits.attempt(ACCOUNT, SOURCE, () -> true)).isTrue();
    }
}
