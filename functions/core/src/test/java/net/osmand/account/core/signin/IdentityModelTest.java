package net.osmand.account.core.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random walks over the identity requests. A failure names its seed; {@code -Didentity.seed} starts with that seed. */
class IdentityModelTest {
    private static final Logger LOG = Logger.getLogger(IdentityModelTest.class.getName());
    private static final int STEPS_OF_A_WALK = 100;

    @Test
    void aThousandSteps() {
        walk(1_000);
    }

    /** {@code -Didentity.steps} sets another number. */
    @Test
    @Tag("thorough")
    void tenThousandSteps() {
        var happened = walk(Integer.getInteger("identity.steps", 10_000));
        assertThat(happened.keySet()).as("what succeeded").containsExactlyElementsOf(IdentityWalk.names());
    }

    private static Map<String, Integer> walk(int steps) {
        var happened = new TreeMap<String, Integer>();
        var first = Long.getLong("identity.seed", 1);
        var walks = steps / STEPS_OF_A_WALK;
        for (var seed = first; seed < first + walks; seed++) {
            var walk = new IdentityWalk(seed, happened);
            var step = 0;
            try {
                while (step < STEPS_OF_A_WALK) {
                    step++;
                    walk.step();
                }
                walk.everyoneGetsIn();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed %d, step %d: %s".formatted(seed, step, e), e);
            }
        }
        LOG.info("%d steps, seeds %d to %d: %s".formatted(steps, first, first + walks - 1, happened));
        return happened;
    }
}
