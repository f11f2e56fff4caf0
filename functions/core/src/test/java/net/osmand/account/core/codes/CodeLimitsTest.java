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
    private static final Source HOME = Source.of("192.0.2.1");

    private final TestClock clock = new TestClock();
    private final InMemoryKnownSources known = new InMemoryKnownSources();
    private final CodeLimits limits = new CodeLimits(new InMemoryCounters(), known, Limits.DEFAULTS, clock);

    @Test
    void allowsFiveCodesPerAddressAndSourceInTenMinutes() {
        request(ANN, 5, HOME);
        var refusal = refusal(ANN, HOME);
        assertThat(refusal.problem()).isEqualTo(Problem.TOO_MANY_REQUESTS);
        assertThat(refusal.retryAfterSeconds()).isEqualTo(600);
        clock.advance(Duration.ofMinutes(9));
        assertThat(refusal(ANN, HOME).retryAfterSeconds()).isEqualTo(60);
        request(ANN, 5, Source.of("192.0.2.2"));
        clock.advance(Duration.ofMinutes(1));
        request(ANN, 5, HOME);
    }

    @Test
    void roundsTheWaitingTimeUp() {
        request(ANN, 5, HOME);
        clock.advance(Duration.ofMillis(599_001));
        assertThat(refusal(ANN, HOME).retryAfterSeconds()).isEqualTo(1);
    }

    @Test
    void countsEachAddressByItself() {
        request(ANN, 5, HOME);
        request(new EmailAddress("bob@example.org"), 5, HOME);
    }

    @Test
    void countsTheAddressesOfOneIpv6NetworkTogether() {
        request(ANN, 3, Source.of("2001:db8:0:7::1"));
        request(ANN, 2, Source.of("2001:db8:0:7:ffff::2"));
        refusal(ANN, Source.of("2001:db8:0:7::3"));
        request(ANN, 5, Source.of("2001:db8:0:8::1"));
    }

    @Test
    void allowsTwentyCodesPerAddressAndSourceInADay() {
        for (var burst = 0; burst < 4; burst++) {
            request(ANN, 5, HOME);
            clock.advance(Duration.ofMinutes(10));
        }
        assertThat(refusal(ANN, HOME).retryAfterSeconds())
                .isEqualTo(Duration.ofHours(24).minusMinutes(40).toSeconds());
        clock.advance(Duration.ofDays(1));
        request(ANN, 1, HOME);
    }

    @Test
    void allowsSixtyCodesPerAddressInADayOverAllSources() {
        for (var stranger = 0; stranger < 12; stranger++) {
            request(ANN, 5, Source.of("198.51.100." + stranger));
        }
        assertThat(refusal(ANN, HOME).retryAfterSeconds()).isEqualTo(86_400);
    }

    @Test
    void letsKnownNetworksAndBrowsersPassTheSumOverAllSources() {
        var browser = Source.of("203.0.113.9").with(Optional.of("browser"));
        known.remember(ACCOUNT.orElseThrow(), HOME, clock.millis());
        known.remember(ACCOUNT.orElseThrow(), browser, clock.millis());
        for (var stranger = 0; stranger < 12; stranger++) {
            request(ANN, 5, Source.of("198.51.100." + stranger));
        }
        request(ANN, 1, HOME);
        request(ANN, 1, Source.of("203.0.113.77").with(Optional.of("browser")));
        refusal(ANN, Source.of("203.0.113.77").with(Optional.of("another browser")));
    }

    @Test
    void allowsHundredCodesPerSourceInADay() {
        for (var i = 0; i < 100; i++) {
            request(new EmailAddress("user" + i + "@example.org"), 1, HOME);
        }
        var late = new EmailAddress("late@example.org");
        refusal(late, HOME);
        // The refused requests did not use up the address's own limit.
        for (var i = 0; i < 10; i++) {
            refusal(late, HOME);
        }
        request(late, 5, Source.of("192.0.2.2"));
    }

    private void request(EmailAddress email, int times, Source source) {
        for (var i = 0; i < times; i++) {
            assertThatCode(() -> limits.count(email, ACCOUNT, source)).doesNotThrowAnyException();
        }
    }

    private ProblemException refusal(EmailAddress email, Source source) {
        return catchThrowableOfType(ProblemException.class, () -> limits.count(email, ACCOUNT, source));
    }
}
