package net.osmand.account.emulators.wire;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KnownGapsTest {
    private final KnownGaps gaps = new KnownGaps(KnownGapsTest.class, "example");

    @Test
    void aListedTestMayFailAsListed() {
        assertThatCode(() -> gaps.check("listed", () -> Integer.parseInt("a gap")))
                .doesNotThrowAnyException();
    }

    @Test
    void aListedTestMayNotFailOtherwise() {
        assertThatThrownBy(() -> gaps.check("listed", () -> Integer.parseInt("a regression")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not as listed")
                .hasMessageContaining("a regression");
    }

    @Test
    void aListedTestMayNotPass() {
        assertThatThrownBy(() -> gaps.check("listed", () -> {}))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("take it off");
    }

    @Test
    void anyOtherTestFailsByItself() {
        assertThatThrownBy(() -> gaps.check("unlisted", () -> Integer.parseInt("a gap")))
                .isInstanceOf(NumberFormatException.class);
    }

    @Test
    void aLineMustNameAFailure() {
        assertThatThrownBy(() -> new KnownGaps(KnownGapsTest.class, "unnamed"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("listed names no failure");
    }
}
