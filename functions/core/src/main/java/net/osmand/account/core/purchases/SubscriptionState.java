package net.osmand.account.core.purchases;

/**
 * The state of a subscription in FastSpring, weakest first. Of two snapshots with the same time, the stronger state
 * wins.
 */
public enum SubscriptionState {
    TRIAL,
    ACTIVE,
    OVERDUE,
    PAUSED,
    CANCELLED,
    ENDED;

    /** Returns whether the paid period decides the end of the grants. */
    boolean isRunning() {
        return compareTo(OVERDUE) <= 0;
    }
}
