package net.osmand.account.core.signin;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import net.osmand.account.core.testing.Preemption.Segment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs pairs of requests of one account in every order of their calls with up to two preemptions, and checks I9 to I12.
 */
class RequestOrdersTest {
    private static final Logger LOG = Logger.getLogger(RequestOrdersTest.class.getName());

    private int pairs;
    private int orders;

    @Test
    @Tag("thorough")
    void everyPairOfASignUp() {
        all(true, RequestOrders.OF_SIGN_UP);
    }

    @Test
    @Tag("thorough")
    void everyPairOfAnAccount() {
        all(false, RequestOrders.OF_ACCOUNT);
    }

    /** Orders that once failed with a server error, an unusable address, or remaining files of a deleted account. */
    @ParameterizedTest
    @CsvSource({
        "login, delete-account, 5, 11",
        "reset, change-email by the old address, 5, 13",
        "change-email by the old address, delete-account, 0, 2",
        "delete-account, change-email by the old address, 0, 6",
        "upload-file, delete-account, 2, 99",
        "delete-file, delete-account, 2, 99"
    })
    void ordersThatFailedOnce(String first, String second, int held, int calls) {
        check(false, List.of(first, second), new Segment(0, held), new Segment(1, calls), new Segment(0, 999));
    }

    /** Two other requests for a code arrive while an app uses the first code. */
    @Test
    @Tag("thorough")
    void twoRequestsForACodeDuringARegistration() {
        var names = List.of("user-register", "device-register", "user-register");
        for (var first = 0; first < 14; first++) {
            for (var second = 0; second < 14; second++) {
                check(true, names, new Segment(1, first), new Segment(0, second));
                check(true, names, new Segment(0, first), new Segment(1, second), new Segment(2, 99));
                check(
                        true,
                        names,
                        new Segment(1, first),
                        new Segment(0, 99),
                        new Segment(1, second),
                        new Segment(2, 99));
            }
        }
        LOG.info("the triple: " + orders + " orders");
    }

    private void all(boolean isSignUp, List<String> names) {
        for (var first : names) {
            for (var second : names) {
                pairs++;
                everyOrder(isSignUp, List.of(first, second));
            }
        }
        LOG.info("requests of accounts: %d pairs, %d orders".formatted(pairs, orders));
    }

    /** Pauses the first request after each of its calls, and then the second after each of its own. */
    private void everyOrder(boolean isSignUp, List<String> names) {
        var firstWasHeld = true;
        for (var held = 0; firstWasHeld; held++) {
            var secondWasHeld = true;
            firstWasHeld = false;
            for (var calls = 1; secondWasHeld; calls++) {
                var made = check(isSignUp, names, new Segment(0, held), new Segment(1, calls), new Segment(0, 999));
                firstWasHeld |= made[0];
                secondWasHeld = made[0] && made[1];
            }
        }
    }

    private boolean[] check(boolean isSignUp, List<String> names, Segment... order) {
        orders++;
        var world = new RequestOrders(isSignUp);
        var segments = new ArrayList<>(List.of(order));
        var made = world.run(segments, names);
        try {
            world.check();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(names + " in the order " + segments + ": " + e, e);
        }
        return made;
    }
}
