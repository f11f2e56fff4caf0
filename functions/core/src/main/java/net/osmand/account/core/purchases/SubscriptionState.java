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
    ENDED
}
