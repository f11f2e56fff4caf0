package net.osmand.account.core.purchases;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.EmailAddress;

/** Stores purchases, orders, event ids and the entitlements of accounts. All reads are consistent. */
public interface PurchaseRepository {
    /**
     * The stored purchases and orders of an event. Those that are not stored are absent.
     *
     * @param seen whether the event is already recorded
     */
    record Page(boolean seen, Map<PurchaseId, Purchase> purchases, Map<String, Order> orders) {}

    /**
     * A purchase before and after a change.
     *
     * @param grants the entitlement of its owner; empty if the owner is being deleted
     * @param known whether the product is in the catalogue
     */
    record Change(Purchase before, Purchase after, Optional<Entitlement> grants, boolean known) {
        static Change of(Purchase before, Purchase after, Catalogue catalogue, PurchaseRules rules) {
            var grants = new PurchaseStatus(after, catalogue, rules).entitlement();
            return new Change(before, after, Optional.of(grants), !after.isUnknownTo(catalogue));
        }
    }

    /** The event that caused a change. */
    record RecordedEvent(String id, String type, String outcome, long at) {}

    /** The result of a commit. */
    enum Outcome {
        DONE,
        /** The event was already recorded, perhaps by an earlier try of this commit. */
        DUPLICATE,
        /** An item has changed since it was read. The caller must read again and retry. */
        CONFLICT,
        /** The owner of a purchase is being deleted. */
        OWNER_GONE
    }

    Page read(Optional<String> eventId, Set<PurchaseId> purchases, Set<String> orders);

    /** Writes the event, the purchases with their pointers and entitlements, and the orders, in one transaction. */
    Outcome commit(Optional<RecordedEvent> recorded, Collection<Change> changes, Collection<Order> orders);

    /** Returns the account that has this address and has proven it. */
    Optional<AccountId> owner(EmailAddress email);

    List<Purchase> ofAccount(AccountId account);

    /** Returns the purchases that wait for an account with this address or with an address of this keyed hash. */
    List<Purchase> waitingFor(EmailAddress email, String hash);

    /** Returns the purchases whose product was not in the catalogue when they were written. */
    List<Purchase> unknown();

    /**
     * Stores an order id that no store has verified. Returns false if the account has reached its limit of such ids.
     */
    boolean keepUnverified(AccountId account, String orderId);

    /** Stores an order id for a sign-up in progress, until that time (epoch milliseconds). */
    void keepForSignUp(EmailAddress email, String orderId, long until);

    /** Returns the order ids stored for a sign-up of this address. */
    List<String> keptForSignUp(EmailAddress email);

    /** Removes the rows of an account that are not purchases. */
    void forget(AccountId account, EmailAddress email);
}
