package net.osmand.account.core.purchases;

import java.util.Optional;

/** The store of a purchase, with the page where the buyer manages it (docs/protocol/purchases.md#management-links). */
public enum Store {
    FASTSPRING("OsmAnd Web", "https://osmand.onfastspring.com/account"),
    GOOGLE("Google Play", "https://play.google.com/store/account/subscriptions"),
    APPLE("Apple App Store", "https://apps.apple.com/account/subscriptions"),
    HUAWEI("Huawei AppGallery", "https://consumer.huawei.com/en/support/content/en-us00729195/"),
    AMAZON("Amazon", "https://www.amazon.com/gp/mas/your-account/myapps/yoursubscriptions"),
    /** Gifts of the operator of this stack. */
    OSMAND("OsmAnd", "");

    private static final String FASTSPRING_TEST = "https://osmand.test.onfastspring.com/account";

    private final String shownName;
    private final String page;

    Store(String shownName, String page) {
        this.shownName = shownName;
        this.page = page;
    }

    public String shownName() {
        return shownName;
    }

    /** Returns the key in the protocol and the catalogue. */
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Returns the store's page for purchases. It never contains credentials. Empty for gifts. */
    public Optional<String> managementPage(boolean test) {
        if (this == FASTSPRING && test) {
            return Optional.of(FASTSPRING_TEST);
        }
        return page.isEmpty() ? Optional.empty() : Optional.of(page);
    }
}
