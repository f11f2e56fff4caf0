package net.osmand.account.core.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link Fuzz} finds readers that need too much memory. */
class FuzzLimitsTest {
    private final List<byte[]> kept = new ArrayList<>();

    @Test
    void aReaderThatAllocatesTooMuchIsAFinding() {
        assertThatThrownBy(() -> Fuzz.runTexts(input -> "%d".formatted(new byte[49 << 20].length), "a"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("an input of 1 bytes allocates");
    }

    @Test
    void aReaderThatKeepsItsInputsIsAFinding() {
        assertThatThrownBy(() -> Fuzz.runTexts(
                        input -> {
                            if (kept.size() < 100) {
                                kept.add(new byte[1 << 20]);
                            }
                            return "kept";
                        },
                        "a"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("in memory");
    }
}
