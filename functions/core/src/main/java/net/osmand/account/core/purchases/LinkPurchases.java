package net.osmand.account.core.purchases;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.purchases.PurchaseRepository.Change;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.ProblemException;

/** Links an account to the purchases that wait for its address (docs/protocol/purchases.md#claim-purchases). */
public final class LinkPurchases {
    private static final int TRIES = 12;

    private final PurchaseRepository repository;
    private final Catalogue catalogue;
    private final PurchaseRules rules;
    private final DeletedOwnerHash formerAddress;
    private final UseOrderId useOrderId;

    public LinkPurchases(
            PurchaseRepository repository,
            Catalogue catalogue,
            PurchaseRules rules,
            DeletedOwnerHash formerAddress,
            UseOrderId useOrderId) {
        this.repository = repository;
        this.catalogue = catalogue;
        this.rules = rules;
        this.formerAddress = formerAddress;
        this.useOrderId = useOrderId;
    }

    /**
     * Links the purchases that wait for the address. Does nothing if the address is not proven or belongs to another
     * account. Idempotent.
     */
    public void claim(AccountId account, EmailAddress email) {
        if (repository.owner(email).filter(account::equals).isEmpty()) {
            return;
        }
        for (var waiting : repository.waitingFor(email, formerAddress.hash(email))) {
            give(waiting.id(), account);
        }
        for (var orderId : repository.keptForSignUp(email)) {
            try {
                useOrderId.use(account, orderId);
            } catch (ProblemException _) {
                // The purchase belongs to another account, which does not affect the sign-up.
            }
        }
    }

    private void give(PurchaseId id, AccountId account) {
        for (var attempt = 0; attempt < TRIES; attempt++) {
            var found = Optional.ofNullable(repository
                    .read(Optional.empty(), Set.of(id), Set.of())
                    .purchases()
                    .get(id));
            if (found.isEmpty() || found.get().owner().isPresent()) {
                return;
            }
            var after = found.get().ownedBy(Optional.of(account));
            var change = Change.of(found.get(), after, catalogue, rules);
            switch (repository.commit(Optional.empty(), List.of(change), List.of())) {
                case DONE, DUPLICATE, OWNER_GONE -> {
                    return;
                }
                case CONFLICT -> {}
            }
        }
        throw new IllegalStateException("others keep changing the purchase");
    }
}
