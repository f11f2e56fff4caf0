package net.osmand.account.core.purchases;

/** What FastSpring last said of a subscription, weaker before stronger: of two snapshots of one moment the stronger wins. */
public enum SubscriptionState {
    TRIAL,
    ACTIVE,
    OVERDUE,
    PAUSED,
    CANCELLED,
    ENDED;

    /** Whether the paid period counts. */
    boolean isRunning() {
        return compareTo(OVERDUE) <= 0;
    }
}
