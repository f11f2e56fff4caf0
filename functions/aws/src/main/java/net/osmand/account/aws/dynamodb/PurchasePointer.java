package net.osmand.account.aws.dynamodb;

import java.util.List;
import java.util.Objects;
import net.osmand.account.core.purchases.Purchase;
import net.osmand.account.core.purchases.PurchaseId;

/**
 * The pointers by which purchases are found: {@code A#<account>/PUR#<purchase>}, {@code LINK#<address or
 * hash>/PUR#<purchase>} while a purchase has no owner, and {@code UNKNOWN/PUR#<purchase>} while the catalogue does not
 * contain its product.
 */
final class PurchasePointer {
    static final String UNKNOWN = "UNKNOWN";

    private PurchasePointer() {}

    static Item item(String pk, PurchaseId id) {
        return Item.of(pk, PurchaseItem.PREFIX + id.value());
    }

    static PurchaseId id(Item pointer) {
        return new PurchaseId(pointer.sk().substring(PurchaseItem.PREFIX.length()));
    }

    /** Returns the partition of purchases that wait for an address, or for an address of this keyed hash. */
    static String link(String addressOrHash) {
        return "LINK#" + Objects.requireNonNull(addressOrHash);
    }

    /** Returns the partitions that point to a purchase because of its owner or its link e-mail. */
    static List<String> partitions(Purchase purchase) {
        if (purchase.owner().isPresent()) {
            return List.of(AccountItem.pk(purchase.owner().get()));
        }
        return purchase.formerOwnerHash()
                .map(PurchasePointer::link)
                .or(() -> purchase.facts().linkEmail().map(email -> link(email.value())))
                .map(List::of)
                .orElse(List.of());
    }
}
