package net.osmand.account.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import net.osmand.account.core.values.Deadline;

/** The deadline of a function that takes events from a queue, a stream, a schedule or another service. */
public final class EventDeadline {
    /** Time to report what failed before Lambda ends the function. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private EventDeadline() {}

    /** Begins at once and ends when closed: calls to AWS end two seconds before the function's own time-out. */
    public static Deadline of(Context context) {
        return Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()).minus(MARGIN));
    }
}
