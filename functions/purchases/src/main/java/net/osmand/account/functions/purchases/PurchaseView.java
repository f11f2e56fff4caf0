package net.osmand.account.functions.purchases;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Locale;
import net.osmand.account.core.purchases.Product;
import net.osmand.account.core.purchases.PurchaseFacts;
import net.osmand.account.core.purchases.PurchaseStatus;
import org.jspecify.annotations.Nullable;

/**
 * A purchase as the portal reads it (docs/protocol/purchases.md#api-for-the-portal). Values that do not apply are null.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record PurchaseView(
        String id,
        String kind,
        String type,
        String name,
        String iconKey,
        String status,
        String state,
        String store,
        String storeName,
        @Nullable Long purchasedAt,
        @Nullable Long expiresAt,
        @Nullable Long nextBillingAt,
        @Nullable Long resumesAt,
        boolean test) {

    static PurchaseView of(PurchaseStatus status, long now) {
        var product = status.product().orElseThrow();
        return new PurchaseView(
                status.purchase().id().value(),
                product.kind() == Product.Kind.SUBSCRIPTION ? "subscription" : "one_time",
                status.type(),
                product.name(),
                product.iconKey(),
                status.status(now),
                status.state(now),
                product.store().key(),
                product.store().shownName(),
                status.boughtAt().orElse(null),
                status.expiresAt().orElse(null),
                status.nextBillingAt(now).orElse(null),
                status.resumesAt().orElse(null),
                status.isTest());
    }

    /** A purchase with the additional fields of its own page. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Detailed(
            @JsonUnwrapped PurchaseView item,
            @Nullable String sku,
            List<String> grants,
            @Nullable Long startedAt,
            @Nullable Long canceledAt,
            @Nullable Long refundedAt,
            @Nullable String orderReference,
            @Nullable String buyerEmailMasked,
            Management manage) {

        static Detailed of(PurchaseStatus status, long now) {
            var facts = status.purchase().facts();
            var product = status.product().orElseThrow();
            return new Detailed(
                    PurchaseView.of(status, now),
                    facts.product().flatMap(PurchaseFacts.ProductReference::sku).orElse(null),
                    product.grants().stream().map(grant -> grant.tier().name()).toList(),
                    facts.startedAt().orElse(null),
                    facts.status().flatMap(PurchaseFacts.Status::canceledAt).orElse(null),
                    facts.refundedAt().orElse(null),
                    facts.reference()
                            .map(PurchaseFacts.OrderReference::reference)
                            .orElse(null),
                    facts.buyer().map(PurchaseFacts.Buyer::masked).orElse(null),
                    Management.of(status, product));
        }
    }

    /** The page of the store on which the buyer manages the purchase. Its link does not contain a login. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Management(@Nullable String url, String labelKey, String instructionKey, boolean signedInLink) {
        static Management of(PurchaseStatus status, Product product) {
            // Among one-time purchases, only those from FastSpring have a page: the invoice.
            var managed = product.kind() == Product.Kind.SUBSCRIPTION
                    || status.purchase().isOneTime();
            var page = managed ? product.store().managementPage(status.isTest()) : java.util.Optional.<String>empty();
            var key = page.isPresent() ? product.store().key().toLowerCase(Locale.ROOT) : "none";
            return new Management(page.orElse(null), "manage_subscription", "manage." + key, false);
        }
    }
}
