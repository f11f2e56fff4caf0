package net.osmand.account.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Stories that {@link SimulationTest} shrank and printed. */
class StoriesTest {
    /** The address is proven although the response was lost, so a later purchase belongs to the account. */
    @Test
    void seed7() {
        Story.parse("""
                zoe: user-register: 1061614519
                zoe: device-register: 182930818 LOSE_ANSWER 7
                zoe: buys: 611105813
                """).play();
    }

    /** The address was proven before the first step, which changes it. */
    @Test
    void seed959() {
        Story.parse("""
                ann: change-email: 1666458736
                """).play();
    }

    @Test
    void aPrintedStepIsReadAlike() {
        assertThat(Story.random(1, 200).steps())
                .allSatisfy(step -> assertThat(Step.parse("    " + step)).isEqualTo(step));
    }
}
