package net.osmand.account.functions.purchases;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.purchases.ListPurchases;
import net.osmand.account.core.purchases.PurchaseStatus;
import net.osmand.account.core.purchases.Store;
import net.osmand.account.core.purchases.Tier;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Json;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/**
 * GET /mapapi/get-account-info: returns the account in the form that the public client reads. Every value is a string,
 * and two of them are JSON in a string (docs/protocol/portal.md#account-information).
 */
public final class PortalAccountInfoFunction extends HttpFunction {
    private final Authenticator authenticator;
    private final ListPurchases listPurchases;
    private final PlanLimits limits;
    private final Clock clock;

    public PortalAccountInfoFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalAccountInfoFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        listPurchases = application.purchases().list();
        limits = application.settings().planLimits();
        clock = application.clock();
    }

    @Override
    protected Response handle(Request request) {
        var account = authenticator.authenticate(request).account();
        var now = clock.millis();
        var accountPlan = listPurchases.of(account, now);
        var pro = accountPlan.tier() == Tier.PRO;
        var info = new LinkedHashMap<String, String>();
        if (!pro) {
            info.put("account", "Free");
        }
        if (!account.access().proven()) {
            info.put("unproven", "true");
        }
        info.put("maxAccSize", Long.toString(limits.accountBytes(pro ? Plan.PRO : Plan.START)));
        info.put("regtime", Long.toString(account.registeredAt()));
        accountPlan.listed().stream()
                .filter(s ->
                        accountPlan.purchase().equals(Optional.of(s.purchase().id())))
                .filter(_ -> pro)
                .forEach(s -> info.putAll(subscription(s, now)));
        info.put("subscriptions", text(elements(accountPlan, false, now)));
        info.put("inAppPurchases", text(elements(accountPlan, true, now)));
        return Response.json(Map.of("info", info)).with("Cache-Control", "no-store");
    }

    private static List<Map<String, String>> elements(
            ListPurchases.AccountPlan accountPlan, boolean oneTime, long now) {
        return accountPlan.listed().stream()
                .filter(s -> s.purchase().isOneTime() == oneTime)
                .map(s -> oneTime ? inApp(s, now) : subscription(s, now))
                .toList();
    }

    private static Map<String, String> subscription(PurchaseStatus status, long now) {
        var view = common(status, now);
        view.put("type", status.type().equals("annual") ? "annual" : "monthly");
        view.put("state", AppPurchase.state(status, now));
        time(view, "start_time", status.purchase().facts().startedAt().or(status::boughtAt));
        time(view, "expire_time", status.expiresAt());
        time(view, "billingDate", status.nextBillingAt(now));
        return view;
    }

    private static Map<String, String> inApp(PurchaseStatus status, long now) {
        var view = common(status, now);
        time(view, "purchaseTime", status.boughtAt());
        return view;
    }

    private static Map<String, String> common(PurchaseStatus status, long now) {
        var product = status.product().orElseThrow();
        var view = new LinkedHashMap<String, String>();
        view.put("name", product.name());
        view.put("sku", AppPurchase.sku(status));
        if (product.store() != Store.OSMAND) {
            view.put("platform", product.store().key());
        }
        view.put("store", storeText(product.store()));
        view.put("valid", Boolean.toString(now < status.accessUntil()));
        return view;
    }

    /**
     * Returns one of the four texts that every version of the public client knows. Other texts crash its purchases
     * page.
     */
    private static String storeText(Store store) {
        return switch (store) {
            case GOOGLE, APPLE, HUAWEI -> store.shownName();
            case FASTSPRING, AMAZON, OSMAND -> "OsmAnd Web (FastSpring)";
        };
    }

    private static void time(Map<String, String> view, String name, Optional<Long> millis) {
        millis.ifPresent(time -> view.put(name, Long.toString(time)));
    }

    private static String text(Object view) {
        return new String(Json.write(view), StandardCharsets.UTF_8);
    }
}
