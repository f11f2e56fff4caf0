package net.osmand.account.core.purchases;

import java.util.Optional;
import net.osmand.account.core.values.AccountId;

/**
 * A purchase: one subscription with all its renewals, one one-time product of an order, or a gift.
 *
 * @param owner the account to which the purchase is linked
 * @param formerOwnerHash keyed hash of the address of its deleted account; this address can claim the purchase again
 * @param version incremented with each change; 0 if the purchase is not stored yet
 */
public record Purchase(
        PurchaseId id, PurchaseFacts facts, Optional<AccountId> owner, Optional<String> formerOwnerHash, long version) {
    public static Purchase unknown(PurchaseId id) {
        return new Purchase(id, PurchaseFacts.NONE, Optional.empty(), Optional.empty(), 0);
    }

    /** Merges the facts of an event. After the account was deleted, no address is stored again. */
    Purchase withFacts(PurchaseFacts news) {
        var all = facts.merge(news);
        return new Purchase(
                id, formerOwnerHash.isPresent() ? all.withAddressesOf(facts) : all, owner, formerOwnerHash, version);
    }

    Purchase ownedBy(Optional<AccountId> account) {
        return new Purchase(id, facts, account, account.isPresent() ? Optional.empty() : formerOwnerHash, version);
    }

    Purchase unlinked(String formerHash) {
        return new Purchase(id, facts.withoutAddresses(), Optional.empty(), Optional.of(formerHash), version);
    }

    public boolean isOneTime() {
        return id.value().startsWith("fs:ord:");
    }

    public boolean isGift() {
        return id.value().startsWith("osmand:");
    }

    /** Looks up the product in the catalogue. */
    public Optional<Product> product(Catalogue catalogue) {
        return facts.product().flatMap(named -> catalogue.find(named.sku(), named.path()));
    }

    /** Returns whether the product is known but not in the catalogue. */
    public boolean isUnknownTo(Catalogue catalogue) {
        return facts.product().isPresent() && product(catalogue).isEmpty();
    }

    /** Returns the id that the apps use: a subscription id, an order id or the code of a gift. */
    public String orderId() {
        return id.subscriptionId()
                .or(() -> isGift() ? facts.product().flatMap(PurchaseFacts.ProductReference::sku) : Optional.empty())
                .or(() -> facts.reference().map(PurchaseFacts.OrderReference::orderId))
                .or(() -> facts.orderIds().stream().findFirst())
                .orElse(id.value());
    }
}
