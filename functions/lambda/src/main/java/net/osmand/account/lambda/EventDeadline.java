package net.osmand.account.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import net.osmand.account.core.values.Deadline;

/** The deadline of a function with events from a queue, a stream, a schedule or another service. */
public final class EventDeadline {
    /** Time to report failures before Lambda ends the function. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private EventDeadline() {}

    /**
     * Starts the deadline, which ends when it is closed. Calls to AWS end two seconds before the function's timeout.
     */
    public static Deadline of(Context context) {
        return Deadline.after(
                Duration.ofMillis(context.getRemainingTimeInMillis()).minus(MARGIN));
    }
}
