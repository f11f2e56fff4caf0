package net.osmand.account.core.purchases;

import java.util.Optional;
import net.osmand.account.core.values.AccountId;

/**
 * A purchase: one subscription with all its renewals, one one-time product of an order, or a gift.
 *
 * @param owner the account it is linked to
 * @param formerly keyed hash of the address whose account was deleted; it may claim the purchase again
 * @param version grows with each change; 0 where nothing is stored yet
 */
public record Purchase(
        PurchaseId id, PurchaseFacts facts, Optional<AccountId> owner, Optional<String> formerly, long version) {
    public static Purchase unknown(PurchaseId id) {
        return new Purchase(id, PurchaseFacts.NONE, Optional.empty(), Optional.empty(), 0);
    }

    /** With what an event tells. Once its account was deleted, no address is written again. */
    Purchase hearing(PurchaseFacts news) {
        var all = facts.and(news);
        return new Purchase(id, formerly.isPresent() ? all.withAddressesOf(facts) : all, owner, formerly, version);
    }

    Purchase ownedBy(Optional<AccountId> account) {
        return new Purchase(id, facts, account, account.isPresent() ? Optional.empty() : formerly, version);
    }

    Purchase detached(String formerHash) {
        return new Purchase(id, facts.withoutAddresses(), Optional.empty(), Optional.of(formerHash), version);
    }

    public boolean isOneTime() {
        return id.value().startsWith("fs:ord:");
    }

    public boolean isGift() {
        return id.value().startsWith("osmand:");
    }

    /** The newest name of what was bought, in the catalogue. */
    public Optional<Product> product(Catalogue catalogue) {
        return facts.product().flatMap(named -> catalogue.find(named.sku(), named.path()));
    }

    /** Whether something was bought that the catalogue does not know yet. */
    public boolean isUnknownTo(Catalogue catalogue) {
        return facts.product().isPresent() && product(catalogue).isEmpty();
    }

    /** By what an app names it: a subscription's id, an order's id or a gift's code. */
    public String orderId() {
        return id.subscriptionId()
                .or(() -> isGift() ? facts.product().flatMap(PurchaseFacts.Named::sku) : Optional.empty())
                .or(() -> facts.reference().map(PurchaseFacts.OrderReference::orderId))
                .or(() -> facts.orderIds().stream().findFirst())
                .orElse(id.value());
    }
}
