package net.osmand.account.core.purchases;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.EmailAddress;

/** Where purchases, orders, the ids of events and what accounts are entitled to live. Every read is consistent. */
public interface PurchaseRepository {
    /**
     * What an event is about. Purchases and orders that are not stored are left out.
     *
     * @param seen whether the event was written before
     */
    record Page(boolean seen, Map<PurchaseId, Purchase> purchases, Map<String, Order> orders) {}

    /**
     * A purchase before and after.
     *
     * @param grants what its owner gets; empty where the owner is being deleted and gets nothing more
     * @param known whether the catalogue has it
     */
    record Change(Purchase before, Purchase after, Optional<Entitlement> grants, boolean known) {
        static Change of(Purchase before, Purchase after, Catalogue catalogue, PurchaseRules rules) {
            var grants = new PurchaseStatus(after, catalogue, rules).entitlement();
            return new Change(before, after, Optional.of(grants), !after.isUnknownTo(catalogue));
        }
    }

    /** The event that a change comes from. */
    record Heard(String id, String type, String outcome, long at) {}

    /** How a commit ended. */
    enum Outcome {
        DONE,
        /** The event was written before, or this very commit was. */
        REPEATED,
        /** Something that was read has changed meanwhile: read again. */
        LOST,
        /** The owner of a purchase is being deleted. */
        OWNER_GONE
    }

    Page read(Optional<String> eventId, Set<PurchaseId> purchases, Set<String> orders);

    /** All or nothing: the event, the purchases with their pointers and entitlements, the orders. */
    Outcome commit(Optional<Heard> heard, Collection<Change> changes, Collection<Order> orders);

    /** The account that has proven that the address is its own. */
    Optional<AccountId> owner(EmailAddress email);

    List<Purchase> ofAccount(AccountId account);

    /** Purchases that wait for an account with this address, or with one of this keyed hash. */
    List<Purchase> waitingFor(EmailAddress email, String hash);

    /** Purchases whose product the catalogue did not know when they were written. */
    List<Purchase> unknown();

    /** Keeps an order id that no store has verified; false where the account has enough of them. */
    boolean keepUnverified(AccountId account, String orderId);

    /** Keeps an order id for a sign-up that is under way. */
    void keepForSignUp(EmailAddress email, String orderId, long until);

    /** The order ids kept for this address. */
    List<String> keptForSignUp(EmailAddress email);

    /** Removes what is kept of an account that is no purchase. */
    void forget(AccountId account, EmailAddress email);
}
