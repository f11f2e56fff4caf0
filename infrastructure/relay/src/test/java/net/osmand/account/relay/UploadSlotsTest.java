package net.osmand.account.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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
    void letsTheNextOneStartWhenOneEnds() {
        var slots = new UploadSlots(1, 1, Duration.ofSeconds(20));
        var first = slots.take("a");
        var waits = new CountDownLatch(1);
        var second = CompletableFuture.supplyAsync(() -> {
            waits.countDown();
            return slots.take("a");
        });
        assertThat(waits).satisfies(CountDownLatch::await);

        first.close();

        second.join().close();
    }
}
