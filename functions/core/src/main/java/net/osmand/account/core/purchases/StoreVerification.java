package net.osmand.account.core.purchases;

/** Asks an app store whether an order id is a valid purchase. Only the apps' publisher has the stores' credentials. */
@FunctionalInterface
public interface StoreVerification {
    /** What a store says. */
    enum Answer {
        UNVERIFIED
    }

    /** For a stack that can't ask any store: whatever an app reports grants nothing. */
    StoreVerification NOBODY_TO_ASK = _ -> Answer.UNVERIFIED;

    Answer verify(String orderId);
}
