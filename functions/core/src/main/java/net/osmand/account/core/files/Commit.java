package net.osmand.account.core.files;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import java.util.random.RandomGenerator;
import net.osmand.account.core.files.CommitResult.Committed;
import net.osmand.account.core.files.CommitResult.Conflict;
import net.osmand.account.core.files.CommitResult.Refused;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.ProtocolException;
import net.osmand.account.core.values.UnavailableException;

/**
 * Commits a change and retries it if other changes come first. Each attempt takes a new update time and starts from the
 * items that the last refusal returned, so it costs one call. Waits with full jitter between attempts and gives up
 * after 8 seconds (docs/data-model.md#one-change-one-transaction).
 */
public final class Commit {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(8);
    private static final int FIRST_PAUSE_MILLIS = 30;
    private static final int LONGEST_PAUSE_MILLIS = 300;

    private final FileIndex index;
    private final Clock clock;
    private final Pause pause;
    private final RandomGenerator random;

    /** Creates the use case. {@code random} is the source of the jitter. */
    public Commit(FileIndex index, Clock clock, Pause pause, RandomGenerator random) {
        this.index = index;
        this.clock = clock;
        this.pause = pause;
        this.random = random;
    }

    /** Computes the change. Called once per attempt. */
    @FunctionalInterface
    public interface Plan<R> {
        /**
         * Returns the next attempt.
         *
         * @param time update time of the change
         * @throws net.osmand.account.core.values.ProtocolException if the request is refused; nothing is written then
         */
        Attempt<R> next(Seen seen, long time);
    }

    /**
     * A change, and the result of the request once the change is written.
     *
     * @param change empty if there is nothing to write
     */
    public record Attempt<R>(Optional<Change> change, R answer) {
        public static <R> Attempt<R> write(Change change, R answer) {
            return new Attempt<>(Optional.of(change), answer);
        }

        public static <R> Attempt<R> nothingToWrite(R answer) {
            return new Attempt<>(Optional.empty(), answer);
        }
    }

    /** Commits the change of a request that stored nothing beforehand. */
    public <R> R run(AccountId account, Seen seen, Plan<R> plan) {
        return run(account, seen, plan, () -> {});
    }

    /**
     * Commits a change.
     *
     * @param undo removes the data that the request stored beforehand; called only if nothing was written for certain
     * @throws ProblemException 105 if the account was erased
     * @throws UnavailableException if the change did not succeed in time or its outcome is unknown
     */
    public <R> R run(AccountId account, Seen seen, Plan<R> plan, Runnable undo) {
        var run = new Run<>(account, seen, plan);
        try {
            return run.untilCommitted();
        } catch (RuntimeException e) {
            if (run.doubtful.isEmpty()) {
                undo.run();
            }
            throw e;
        }
    }

    /** The attempts of one change. */
    private final class Run<R> {
        private final AccountId account;
        private final Plan<R> plan;
        private final long end = clock.millis() + TIME_LIMIT.toMillis();
        private Seen seen;
        private int bound = FIRST_PAUSE_MILLIS;
        /**
         * The attempt with an unknown outcome. Its conditions exclude every later attempt, so at most one is written.
         */
        private Optional<Attempt<R>> doubtful = Optional.empty();

        Run(AccountId account, Seen seen, Plan<R> plan) {
            this.account = account;
            this.seen = seen;
            this.plan = plan;
        }

        R untilCommitted() {
            while (true) {
                var time = Math.max(clock.millis(), seen.usage().lastUpdateTime() + 1);
                var attempt = plan.next(seen, time);
                if (attempt.change().isEmpty()
                        || isWritten(attempt, attempt.change().get())) {
                    return attempt.answer();
                }
                if (doubtful.isPresent()
                        && index.isCommitted(doubtful.get().change().orElseThrow())) {
                    return doubtful.get().answer();
                }
                pauseWithJitter();
            }
        }

        private boolean isWritten(Attempt<R> attempt, Change change) {
            try {
                switch (index.commit(change)) {
                    case Committed() -> {
                        return true;
                    }
                    case Conflict() -> {}
                    case Refused refused -> {
                        if (refused.accountGone()) {
                            throw new ProblemException(Problem.DEVICE_REJECTED);
                        }
                        seen = seen.after(refused);
                    }
                }
            } catch (UnavailableException _) {
                doubtful = Optional.of(attempt);
                if (index.isCommitted(change)) {
                    return true;
                }
                reload();
            } catch (ProtocolException refused) {
                throw refused;
            } catch (RuntimeException unexpected) {
                // The failure may come after the write, for example if the response cannot be parsed.
                doubtful = Optional.of(attempt);
                throw unexpected;
            }
            return false;
        }

        /** Reads the heads and the usage again, because the outcome of the last attempt is unknown. */
        private void reload() {
            var heads = new HashMap<FileKey, Optional<FileHead>>();
            var usage = seen.usage();
            for (var key : seen.heads().keySet()) {
                var now = index.read(account, FileRead.head(key));
                heads.put(key, now.file().head());
                usage = now.usage().orElseThrow(() -> new ProblemException(Problem.DEVICE_REJECTED));
            }
            seen = new Seen(usage, heads, seen.upload(), false);
        }

        private void pauseWithJitter() {
            var millis = 1 + random.nextInt(bound);
            if (clock.millis() + millis > end) {
                throw new UnavailableException("the account has too many changes at once");
            }
            pause.of(Duration.ofMillis(millis));
            bound = Math.min(2 * bound, LONGEST_PAUSE_MILLIS);
        }
    }
}
