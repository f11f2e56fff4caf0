package net.osmand.account.relay;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Tests the limits on concurrent uploads. */
class UploadSlotsTest {
    @Test
    void refusesWhatWaitsTooLongForItsAddress() {
        var slots = new UploadSlots(10, 1, Duration.ZERO);
        try (var _ = slots.take("a");
                var _ = slots.take("b")) {
            assertThatThrownBy(() -> slots.take("a")).isInstanceOf(RelayException.class);
        }
        slots.take("a").close();
    }

    @Test
    void refusesWhatWaitsTooLongForAll() {
        var slots = new UploadSlots(1, 10, Duration.ZERO);
        try (var _ = slots.take("a")) {
            assertThatThrownBy(() -> slots.take("b")).isInstanceOf(RelayException.class);
        }
        slots.take("b").close();
    }

    @Test
    void letsTheNextOneStartWhenOneEnds() throws Exception {
        var slots = new UploadSlots(1, 1, Duration.ofSeconds(20));
        var first = slots.take("a");
        var second = new FutureTask<>(() -> slots.take("a"));
        var thread = Thread.ofPlatform().start(second);
        Eventually.is("waiting", () -> thread.getState() == Thread.State.TIMED_WAITING);

        first.close();

        second.get().close();
    }
}
