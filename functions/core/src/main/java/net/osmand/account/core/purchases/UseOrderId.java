package net.osmand.account.core.purchases;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.osmand.account.core.purchases.PurchaseRepository.Change;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/**
 * Uses an order id or code that an app reports.
 * <ul>
 * <li>The code of a gift links the gift.
 * <li>A purchase of another account is rejected.
 * <li>A purchase without an owner is linked only by its link e-mail.
 * <li>Any other order id could only be confirmed by an app store, which only the publisher of the apps can query. It is
 *     stored as unverified and grants nothing.
 * </ul>
 */
public final class UseOrderId {
    private static final int MAX_LENGTH = 200;
    private static final int TRIES = 12;

    private final PurchaseRepository repository;
    private final Catalogue catalogue;
    private final PurchaseRules rules;

    public UseOrderId(PurchaseRepository repository, Catalogue catalogue, PurchaseRules rules) {
        this.repository = repository;
        this.catalogue = catalogue;
        this.rules = rules;
    }

    static boolean isPlausible(String orderId) {
        return !orderId.isBlank() && orderId.length() <= MAX_LENGTH;
    }

    /** Finds the purchases of an order id, a subscription id or the code of a gift. */
    public List<Purchase> resolve(String orderId) {
        if (!isPlausible(orderId)) {
            return List.of();
        }
        var page = repository.read(Optional.empty(), Set.of(PurchaseId.subscription(orderId)), Set.of(orderId));
        var ordered = page.orders().values().stream()
                .flatMap(order -> order.lines().stream())
                .map(Order.Line::purchase)
                .filter(id -> !page.purchases().containsKey(id))
                .collect(Collectors.toSet());
        var found = new java.util.ArrayList<>(page.purchases().values());
        if (!ordered.isEmpty()) {
            found.addAll(repository
                    .read(Optional.empty(), ordered, Set.of())
                    .purchases()
                    .values());
        }
        return found;
    }

    /**
     * Uses an order id for the account.
     *
     * @throws ProblemException 109 if it belongs to another account (docs/protocol/transport.md#message-of-109)
     */
    public void use(AccountId account, String orderId) {
        if (!isPlausible(orderId)) {
            return;
        }
        var found = resolve(orderId);
        if (found.isEmpty()) {
            repository.keepUnverified(account, orderId);
            return;
        }
        for (var purchase : found) {
            if (purchase.owner().filter(owner -> !owner.equals(account)).isPresent()) {
                throw new ProblemException(Problem.PURCHASE_IN_USE);
            }
            if (purchase.owner().isEmpty() && purchase.isGift()) {
                give(purchase, account);
            }
        }
    }

    private void give(Purchase gift, AccountId account) {
        var before = gift;
        for (var attempt = 0; attempt < TRIES; attempt++) {
            var after = before.ownedBy(Optional.of(account));
            var change = Change.of(before, after, catalogue, rules);
            if (repository.commit(Optional.empty(), List.of(change), List.of())
                    != PurchaseRepository.Outcome.CONFLICT) {
                return;
            }
            before = repository
                    .read(Optional.empty(), Set.of(gift.id()), Set.of())
                    .purchases()
                    .getOrDefault(gift.id(), gift);
            if (before.owner().isPresent()) {
                if (before.owner().filter(account::equals).isEmpty()) {
                    throw new ProblemException(Problem.PURCHASE_IN_USE);
                }
                return;
            }
        }
        throw new IllegalStateException("others keep changing the gift");
    }
}
