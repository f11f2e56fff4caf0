package net.osmand.account.devserver.faults;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The effect of a fault. In JSON the name is in lower case with hyphens. */
public enum FaultKind {
    /** The service refuses the call with its own throttling error, before any effect. */
    THROTTLING,
    /** The service refuses the call with its own internal error, before any effect. */
    ERROR,
    /** The service applies the call, and the connection closes without an answer. */
    DROP,
    /** The service applies the call later. */
    DELAY,
    /** The call has no effect and gets no answer. */
    HANG,
    /** DynamoDB: another transaction holds an item of this write or transaction. */
    CONFLICT,
    /** DynamoDB: every second entry of a batch comes back as unprocessed. */
    UNPROCESSED,
    /** DynamoDB: TTL deletes expired items later, up to two days as documented. */
    LATE_EXPIRY,
    /** SQS: a handled message is delivered again. */
    DUPLICATE,
    /** SQS: messages are delivered in any order. */
    ANY_ORDER,
    /** SQS: the visibility timeout ends while the handler works, so a second handler gets the message at once. */
    VISIBLE_AGAIN,
    /**
     * Lambda: failed asynchronous invocations are retried after one minute, then after two more, by the local clock.
     */
    LATER_RETRIES;

    /** Kinds that affect single HTTP calls to AWS. The others are switches. */
    static final Set<FaultKind> WIRE = EnumSet.range(THROTTLING, UNPROCESSED);

    /**
     * Parses the name from JSON.
     *
     * @throws IllegalArgumentException if there is no such kind
     */
    static FaultKind of(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("kind must be one of "
                        + Arrays.stream(values()).map(FaultKind::toString).collect(Collectors.joining(", "))));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
