package net.osmand.account.application;

import java.time.Clock;
import net.osmand.account.core.purchases.Catalogue;
import net.osmand.account.core.purchases.LinkPurchases;
import net.osmand.account.core.purchases.ListPurchases;
import net.osmand.account.core.purchases.PurchaseRules;
import net.osmand.account.core.purchases.RecordEvent;
import net.osmand.account.core.purchases.ReportOrderId;
import net.osmand.account.core.purchases.SharedSecrets;
import net.osmand.account.core.purchases.UnlinkPurchases;
import net.osmand.account.core.purchases.UseOrderId;

/** Builds the use cases of purchases. */
public final class PurchaseUseCases {
    private static final Catalogue CATALOGUE = Catalogue.shipped();

    private final Settings settings;
    private final Adapters adapters;
    private final Clock clock;

    PurchaseUseCases(Settings settings, Adapters adapters, Clock clock) {
        this.settings = settings;
        this.adapters = adapters;
        this.clock = clock;
    }

    /**
     * Returns the shop's secrets, the current one first. They are read again every few minutes, so a rotation needs no
     * deployment.
     */
    public SharedSecrets shopSecrets() {
        return adapters.secrets().shopSecrets();
    }

    public LinkPurchases link() {
        return new LinkPurchases(
                adapters.purchases(), CATALOGUE, rules(), adapters.secrets().deletedOwnerHash(), useOrderId());
    }

    public UseOrderId useOrderId() {
        return new UseOrderId(adapters.purchases(), CATALOGUE, rules());
    }

    public ReportOrderId reportOrderId() {
        return new ReportOrderId(adapters.accounts(), adapters.purchases(), useOrderId(), clock);
    }

    public ListPurchases list() {
        return new ListPurchases(
                adapters.purchases(), CATALOGUE, rules(), link(), useOrderId(), settings.defaultPlan());
    }

    public RecordEvent recordEvent() {
        return new RecordEvent(adapters.purchases(), CATALOGUE, rules(), clock);
    }

    private PurchaseRules rules() {
        return PurchaseRules.standard(settings.acceptTestPurchases());
    }

    UnlinkPurchases unlink() {
        return new UnlinkPurchases(
                adapters.purchases(), CATALOGUE, adapters.secrets().deletedOwnerHash());
    }
}
