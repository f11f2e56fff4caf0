package net.osmand.account.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random stories, each in a new world. A seed that fails is shrunk to a short story, which is printed as a test. System
 * properties: {@code simulation.steps} for the total number of steps, {@code simulation.seed} for the seed of the first
 * story.
 */
class SimulationTest {
    private static final Logger LOG = Logger.getLogger(SimulationTest.class.getName());
    private static final int STEPS_OF_A_STORY = 200;
    private static final int MAX_FINDINGS = 5;

    @Test
    void randomStories() {
        play(10_000);
    }

    @Test
    @Tag("thorough")
    void manyMoreStories() {
        var happened = play(Integer.getInteger("simulation.steps", 100_000));
        assertThat(happened.keySet()).as("what succeeded").containsAll(World.actions());
    }

    private static Map<String, Integer> play(int steps) {
        var first = Long.getLong("simulation.seed", 1);
        var stories = steps / STEPS_OF_A_STORY;
        var happened = new TreeMap<String, Integer>();
        var findings = new TreeMap<String, String>();
        for (var seed = first; seed < first + stories && findings.size() < MAX_FINDINGS; seed++) {
            var story = Story.random(seed, STEPS_OF_A_STORY);
            try {
                story.play().forEach((what, count) -> happened.merge(what, count, Integer::sum));
            } catch (AssertionError | RuntimeException e) {
                var failure = story.failure().orElseThrow();
                if (!findings.containsKey(failure.summary())) {
                    findings.put(failure.summary(), finding(seed, story, failure));
                }
            }
        }
        assertThat(findings.values()).as("broken invariants").isEmpty();
        LOG.info("%d steps, seeds %d to %d: %s".formatted(steps, first, first + stories - 1, happened));
        return happened;
    }

    private static String finding(long seed, Story story, Story.Failure failure) {
        var shrunk = story.shrunk();
        return "%nSeed %d, step %d: %s%n%d steps are enough:%n%s"
                .formatted(
                        seed,
                        failure.steps(),
                        failure.why().getMessage(),
                        shrunk.steps().size(),
                        shrunk.asTest(seed));
    }
}
