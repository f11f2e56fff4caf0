package net.osmand.account.core.purchases;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.purchases.PurchaseRepository.Change;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.EmailAddress;

/**
 * Unlinks the purchases of a deleted account and removes the addresses that they contain. The purchases themselves
 * stay, because the store still renews them. If the address registers again, it gets them back.
 */
public final class UnlinkPurchases {
    private static final int TRIES = 12;

    private final PurchaseRepository repository;
    private final Catalogue catalogue;
    private final DeletedOwnerHash formerAddress;

    public UnlinkPurchases(PurchaseRepository repository, Catalogue catalogue, DeletedOwnerHash formerAddress) {
        this.repository = repository;
        this.catalogue = catalogue;
        this.formerAddress = formerAddress;
    }

    /**
     * Unlinks all purchases of the account. The account must be marked as closing, so that no purchase is linked to it
     * later. Idempotent.
     */
    public void from(AccountId account, EmailAddress email) {
        for (var purchase : repository.ofAccount(account)) {
            detach(purchase.id(), account, formerAddress.hash(email));
        }
        repository.forget(account, email);
    }

    private void detach(PurchaseId id, AccountId account, String hash) {
        for (var attempt = 0; attempt < TRIES; attempt++) {
            var found = Optional.ofNullable(repository
                    .read(Optional.empty(), Set.of(id), Set.of())
                    .purchases()
                    .get(id));
            if (found.flatMap(Purchase::owner).filter(account::equals).isEmpty()) {
                return;
            }
            var before = found.orElseThrow();
            var after = before.unlinked(hash);
            var change = new Change(before, after, Optional.empty(), !after.isUnknownTo(catalogue));
            if (repository.commit(Optional.empty(), List.of(change), List.of())
                    != PurchaseRepository.Outcome.CONFLICT) {
                return;
            }
        }
        throw new IllegalStateException("others keep changing the purchase");
    }
}
