package net.osmand.account.core.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Optional;
import net.osmand.account.core.testing.TestClock;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import org.junit.jupiter.api.Test;

class CodeLimitsTest {
    private static final EmailAddress ANN = new EmailAddress("ann@example.org");
    private static final Optional<AccountId> ACCOUNT = Optional.of(new AccountId(7));
    private static final String IP = "192.0.2.1";

    private final TestClock clock = new TestClock();
    private final InMemoryKnownIpAddresses known = new InMemoryKnownIpAddresses();
    private final CodeLimits limits =
            new CodeLimits(new InMemoryCounters(), known, new CodeLimits.Limits(5, 20, 100), clock);

    @Test
    void allowsFiveCodesPerAddressInTenMinutes() {
        request(ANN, 5, IP);
        var refusal = refusal(ANN, IP);
        assertThat(refusal.problem()).isEqualTo(Problem.TOO_MANY_REQUESTS);
        assertThat(refusal.retryAfterSeconds()).isEqualTo(600);
        clock.advance(Duration.ofMinutes(9));
        assertThat(refusal(ANN, IP).retryAfterSeconds()).isEqualTo(60);
        clock.advance(Duration.ofMinutes(1));
        request(ANN, 5, IP);
    }

    @Test
    void roundsTheWaitingTimeUp() {
        request(ANN, 5, IP);
        clock.advance(Duration.ofMillis(599_001));
        assertThat(refusal(ANN, IP).retryAfterSeconds()).isEqualTo(1);
    }

    @Test
    void countsEachAddressByItself() {
        request(ANN, 5, IP);
        request(new EmailAddress("bob@example.org"), 5, IP);
    }

    @Test
    void allowsTwentyCodesPerAddressInADay() {
        for (var burst = 0; burst < 4; burst++) {
            request(ANN, 5, IP);
            clock.advance(Duration.ofMinutes(10));
        }
        assertThat(refusal(ANN, IP).retryAfterSeconds())
                .isEqualTo(Duration.ofHours(24).minusMinutes(40).toSeconds());
        clock.advance(Duration.ofDays(1));
        request(ANN, 1, IP);
    }

    @Test
    void ignoresTheDailyLimitOfAnAddressForKnownIpAddresses() {
        known.remember(ACCOUNT.orElseThrow(), IP, clock.millis());
        for (var burst = 0; burst < 10; burst++) {
            request(ANN, 5, IP);
            clock.advance(Duration.ofMinutes(10));
        }
        // A stranger's requests do not lock the owner out for longer than ten minutes.
        for (var burst = 0; burst < 4; burst++) {
            request(ANN, 5, "192.0.2.9");
            clock.advance(Duration.ofMinutes(10));
        }
        refusal(ANN, "192.0.2.9");
        clock.advance(Duration.ofMinutes(10));
        request(ANN, 1, IP);
    }

    @Test
    void allowsHundredCodesPerIpAddressInADay() {
        for (var i = 0; i < 100; i++) {
            request(new EmailAddress("user" + i + "@example.org"), 1, IP);
        }
        var late = new EmailAddress("late@example.org");
        refusal(late, IP);
        // The refused requests did not use up the address's own limit.
        for (var i = 0; i < 10; i++) {
            refusal(late, IP);
        }
        request(late, 5, "192.0.2.2");
    }

    private void request(EmailAddress email, int times, String ip) {
        for (var i = 0; i < times; i++) {
            assertThatCode(() -> limits.count(email, ACCOUNT, ip)).doesNotThrowAnyException();
        }
    }

    private ProblemException refusal(EmailAddress email, String ip) {
        return catchThrowableOfType(ProblemException.class, () -> limits.count(email, ACCOUNT, ip));
    }
}
