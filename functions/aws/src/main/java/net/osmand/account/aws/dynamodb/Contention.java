package net.osmand.account.aws.dynamodb;

import java.time.Duration;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Detects writes that DynamoDB refused because of concurrent writes, and defines how they are retried. A plain write is
 * refused while a transaction locks its item; a transaction is cancelled. In both cases nothing was changed.
 */
public final class Contention {
    /** Time limit of all attempts together. */
    public static final Duration TIME_LIMIT = Duration.ofSeconds(8);

    /** Full jitter: a random delay between zero and a bound that doubles from 30 ms to 300 ms. */
    static final BackoffStrategy BACKOFF =
            BackoffStrategy.exponentialDelay(Duration.ofMillis(30), Duration.ofMillis(300));

    /** More attempts than fit into the time limit, which therefore decides. */
    private static final int MAX_ATTEMPTS = 200;

    private static final Set<String> REFUSED = Set.of(
            "TransactionConflictException", "TransactionInProgressException", "ReplicatedWriteConflictException");

    private static final Set<String> CANCELLED = Set.of(
            "None",
            "TransactionConflict",
            "TransactionInProgress",
            "ThrottlingError",
            "ProvisionedThroughputExceeded",
            "RequestLimitExceeded");

    private Contention() {}

    /**
     * Returns a strategy that retries within one SDK call, so that all attempts of a transaction have the same
     * idempotency token.
     */
    public static StandardRetryStrategy retryStrategy() {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .retryOnException(Contention::isContention)
                .maxAttempts(MAX_ATTEMPTS)
                .backoffStrategy(BACKOFF)
                .throttlingBackoffStrategy(BACKOFF)
                .build();
    }

    /**
     * Returns a strategy that does not retry what DynamoDB refused. A refused change of an account needs a new update
     * time, so it becomes a new call. Only a lost response makes the SDK repeat the same call, with its idempotency
     * token.
     */
    public static StandardRetryStrategy lostAnswers() {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .doNotRetryWhen(attempt -> isThrottled(attempt.failure()))
                .build();
    }

    /** Returns whether DynamoDB refused a whole call for lack of capacity. Nothing was changed then. */
    static boolean isThrottled(Throwable failure) {
        return failure instanceof AwsServiceException refused
                && refused.isThrottlingException()
                && !isContention(failure);
    }

    /** Returns whether DynamoDB refused a write only because of concurrent writes. */
    public static boolean isContention(Throwable failure) {
        if (failure instanceof TransactionCanceledException cancelled) {
            return cancelled.hasCancellationReasons()
                    && cancelled.cancellationReasons().stream().allMatch(reason -> CANCELLED.contains(reason.code()));
        }
        return failure instanceof AwsServiceException refused
                && refused.awsErrorDetails() != null
                && refused.awsErrorDetails().errorCode() != null
                && REFUSED.contains(refused.awsErrorDetails().errorCode());
    }
}
