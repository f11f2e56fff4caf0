package net.osmand.account.core.purchases;

import java.util.Optional;
import net.osmand.account.core.values.AccountId;

/** Decides whose a purchase is (docs/protocol/purchases.md#link-a-purchase-to-an-account). */
final class OwnerResolver {
    private final PurchaseRepository book;

    OwnerResolver(PurchaseRepository book) {
        this.book = book;
    }

    /**
     * The owner after news: who has it keeps it until an address of a higher rank, or an earlier one, names somebody else.
     * Without an owner the address is looked up, so it does not matter whether purchase or account came first.
     */
    Optional<AccountId> owner(Purchase before, Purchase after) {
        if (after.formerly().isPresent()) {
            return Optional.empty();
        }
        var email = after.facts().linkEmail();
        if (before.owner().isPresent()
                && (email.isEmpty() || email.equals(before.facts().linkEmail()))) {
            return before.owner();
        }
        return email.flatMap(book::owner);
    }
}
