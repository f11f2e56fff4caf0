package net.osmand.account.core.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    @Test
    void isAbsentByDefaultAndAfterItIsClosed() {
        assertThat(Deadline.remaining()).isEmpty();
        try (var _ = Deadline.after(Duration.ofHours(1))) {
            assertThat(Deadline.remaining().orElseThrow()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        }
        assertThat(Deadline.remaining()).isEmpty();
    }

    @Test
    void keepsAnEarlierOuterDeadline() {
        try (var _ = Deadline.after(Duration.ofMinutes(1))) {
            try (var _ = Deadline.after(Duration.ofHours(1))) {
                assertThat(Deadline.remaining().orElseThrow()).isLessThanOrEqualTo(Duration.ofMinutes(1));
            }
            assertThat(Deadline.remaining()).isPresent();
        }
    }

    @Test
    void shortensALaterOuterDeadlineUntilItIsClosed() {
        try (var _ = Deadline.after(Duration.ofHours(1))) {
            try (var _ = Deadline.after(Duration.ofMinutes(1))) {
                assertThat(Deadline.remaining().orElseThrow()).isLessThanOrEqualTo(Duration.ofMinutes(1));
            }
            assertThat(Deadline.remaining().orElseThrow()).isGreaterThan(Duration.ofMinutes(2));
        }
    }

    @Test
    void isNegativeOnceItIsOver() {
        try (var _ = Deadline.after(Duration.ofSeconds(-1))) {
            assertThat(Deadline.remaining().orElseThrow()).isNegative();
        }
    }

    @Test
    void isInheritedByNewThreads() throws InterruptedException {
        var seen = new CompletableFuture<Optional<Duration>>();
        try (var _ = Deadline.after(Duration.ofHours(1))) {
            Thread.ofPlatform().start(() -> seen.complete(Deadline.remaining())).join();
        }
        assertThat(seen.join()).isPresent();
    }
}
