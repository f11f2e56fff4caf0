package net.osmand.account.cloud.api;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Retries requests after temporary failures: a broken connection, or a busy or restarting server. */
public final class RetryingExchange implements Exchange {
    private static final Set<Integer> PASSING = Set.of(429, 500, 502, 503, 504);
    private static final Duration MAX_DELAY = Duration.ofSeconds(60);

    private final Exchange exchange;
    private final int attempts;
    private final RandomGenerator random;
    private final Sleeper sleeper;

    /** Waits between two attempts. */
    @FunctionalInterface
    public interface Sleeper {
        void sleep(Duration duration) throws InterruptedException;
    }

    public RetryingExchange(Exchange exchange, int attempts, RandomGenerator random, Sleeper sleeper) {
        this.exchange = exchange;
        this.attempts = attempts;
        this.random = random;
        this.sleeper = sleeper;
    }

    @Override
    public Reply send(Request request) throws IOException {
        for (var attempt = 1; ; attempt++) {
            try {
                var reply = exchange.send(request);
                if (attempt == attempts || !PASSING.contains(reply.status())) {
                    return reply;
                }
                reply.close();
                pause(reply.header("Retry-After").map(RetryingExchange::seconds).orElse(backoff(attempt)));
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                if (attempt == attempts) {
                    throw e;
                }
                pause(backoff(attempt));
            }
        }
    }

    private Duration backoff(int attempt) {
        var bound = 500L << attempt;
        return Duration.ofMillis(bound / 2 + random.nextLong(bound / 2));
    }

    private static Duration seconds(String header) {
        try {
            return Duration.ofSeconds(Long.parseLong(header.strip()));
        } catch (NumberFormatException e) {
            return Duration.ofSeconds(1);
        }
    }

    private void pause(Duration wait) throws InterruptedIOException {
        try {
            sleeper.sleep(wait.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var interrupted = new InterruptedIOException("interrupted");
            interrupted.initCause(e);
            throw interrupted;
        }
    }
}
