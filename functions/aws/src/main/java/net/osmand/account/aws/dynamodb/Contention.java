package net.osmand.account.aws.dynamodb;

import java.time.Duration;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Writes to DynamoDB that are refused because of others at the same time, and how they are sent again. A plain write is refused
 * while a transaction has its item, and a transaction is cancelled. Both have changed nothing.
 */
public final class Contention {
    /** Time for all tries together. */
    public static final Duration LONGEST = Duration.ofSeconds(8);

    /** Full jitter: a random time between zero and a bound of 30 ms that doubles up to 300 ms. */
    static final BackoffStrategy BACKOFF =
            BackoffStrategy.exponentialDelay(Duration.ofMillis(30), Duration.ofMillis(300));

    /** More than fit into the time: the time is the limit. */
    private static final int MOST_ATTEMPTS = 200;

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

    /** Retries within one call of the SDK, so that all tries of a transaction have the same idempotency token. */
    public static StandardRetryStrategy retryStrategy() {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .retryOnException(Contention::isContention)
                .maxAttempts(MOST_ATTEMPTS)
                .backoffStrategy(BACKOFF)
                .throttlingBackoffStrategy(BACKOFF)
                .build();
    }

    /**
     * No retries of what DynamoDB refused: a change of an account takes a new time before it is sent again, which makes it another
     * call. Only after a lost answer is the same call repeated, with its token.
     */
    public static StandardRetryStrategy lostAnswers() {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .doNotRetryWhen(attempt -> isThrottled(attempt.failure()))
                .build();
    }

    /** Whether DynamoDB refused a whole call for want of capacity. It has changed nothing. */
    static boolean isThrottled(Throwable failure) {
        return failure instanceof AwsServiceException refused
                && refused.isThrottlingException()
                && !isContention(failure);
    }

    /** Whether DynamoDB refused a write only because of others at the same time. */
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
