package net.osmand.account.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.osmand.account.core.testing.TestClock;
import net.osmand.account.core.values.AccountId;
import org.junit.jupiter.api.Test;

/** Sends a daily message for each account that is due. */
class DueChecksTest {
    private static final int ACCOUNTS = 16 * 150;

    private final TestClock clock = new TestClock();
    private final InMemoryFileIndex files = new InMemoryFileIndex();
    private final Set<AccountId> asked = ConcurrentHashMap.newKeySet();

    @Test
    void asksForEachAccountThatIsDueOnceAndForNoOther() {
        var today = ChangeBuilder.day(clock.millis());
        for (var number = 1; number <= ACCOUNTS; number++) {
            files.open(new AccountId(number), number % 3 == 0 ? today : today - 1);
        }
        var due = new DueChecks(
                files, (_, account) -> assertThat(asked.add(account)).isTrue(), clock);
        assertThat(due.queueDue()).isEqualTo(ACCOUNTS * 2 / 3);
        assertThat(asked).hasSize(ACCOUNTS * 2 / 3).noneMatch(account -> account.value() % 3 == 0);
    }

    /** With sequential messages, a million accounts would exceed the timeout of a function. */
    @Test
    void sendsForAllShardsAtTheSameTime() {
        for (var number = 1; number <= FileIndex.CHECK_SHARDS; number++) {
            files.open(new AccountId(number), 0);
        }
        var barrier = new CyclicBarrier(FileIndex.CHECK_SHARDS);
        assertThat(new DueChecks(files, (_, _) -> await(barrier), clock).queueDue())
                .isEqualTo(FileIndex.CHECK_SHARDS);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("the shards do not send at the same time", e);
        }
    }
}
