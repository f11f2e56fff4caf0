package net.osmand.account.core.purchases;

import java.util.Optional;
import net.osmand.account.core.values.AccountId;

/** Decides which account owns a purchase (docs/protocol/purchases.md#link-a-purchase-to-an-account). */
final class OwnerResolver {
    private final PurchaseRepository repository;

    OwnerResolver(PurchaseRepository repository) {
        this.repository = repository;
    }

    /**
     * Returns the owner after an event. The current owner stays until the event changes the link e-mail by an address
     * of a higher rank or an earlier one. Without an owner the address is looked up, so purchase and account can be
     * created in either order.
     */
    Optional<AccountId> owner(Purchase before, Purchase after) {
        if (after.formerOwnerHash().isPresent()) {
            return Optional.empty();
        }
        var email = after.facts().linkEmail();
        if (before.owner().isPresent()
                && (email.isEmpty() || email.equals(before.facts().linkEmail()))) {
            return before.owner();
        }
        return email.flatMap(repository::owner);
    }
}
