package net.osmand.account.functions.purchases;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.aws.Platform;
import net.osmand.account.http.Door;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Json;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.plan.Plan;
import net.osmand.account.plan.PlanLimits;
import net.osmand.account.purchases.Facts;
import net.osmand.account.purchases.ListPurchases;
import net.osmand.account.purchases.Standing;
import net.osmand.account.purchases.Store;
import net.osmand.account.purchases.Tier;

/**
 * GET /mapapi/get-account-info, as the public client reads it: every value is a string, two of them JSON in a string (web-portal.md
 * 3.11, rulings 9).
 */
public final class AccountInfoFunction extends HttpFunction {
    private final Door door;
    private final ListPurchases listPurchases;
    private final PlanLimits limits;
    private final Clock clock;

    public AccountInfoFunction() {
        this(Platform.ofProcess());
    }

    public AccountInfoFunction(Platform platform) {
        var wiring = new PurchasesWiring(platform);
        door = wiring.webDoor();
        listPurchases = wiring.adapters().listPurchases();
        limits = PlanLimits.of(platform.environment());
        clock = platform.clock();
    }

    @Override
    protected Response answer(Request request) {
        var account = door.open(request).account();
        var now = clock.millis();
        var owned = listPurchases.of(account, now);
        var pro = owned.tier() == Tier.PRO;
        var info = new LinkedHashMap<String, String>();
        if (!pro) {
            info.put("account", "Free");
        }
        info.put("maxAccSize", Long.toString(limits.accountBytes(pro ? Plan.PRO : Plan.START)));
        info.put("regtime", Long.toString(account.registeredAt()));
        owned.listed().stream()
                .filter(s -> owned.purchase().equals(Optional.of(s.purchase().id())))
                .filter(_ -> pro)
                .forEach(s -> info.putAll(subscription(s, now)));
        info.put("subscriptions", text(elements(owned, false, now)));
        info.put("inAppPurchases", text(elements(owned, true, now)));
        return Response.json(Map.of("info", info)).with("Cache-Control", "no-store");
    }

    private static List<Map<String, String>> elements(ListPurchases.Owned owned, boolean oneTime, long now) {
        return owned.listed().stream()
                .filter(s -> s.purchase().isOneTime() == oneTime)
                .map(s -> oneTime ? inApp(s, now) : subscription(s, now))
                .toList();
    }

    private static Map<String, String> subscription(Standing standing, long now) {
        var view = common(standing, now);
        view.put("type", standing.type().equals("annual") ? "annual" : "monthly");
        view.put("state", SubscriptionView.state(standing, now));
        time(view, "start_time", standing.purchase().facts().startedAt().or(standing::boughtAt));
        time(view, "expire_time", standing.expiresAt());
        time(view, "billingDate", standing.nextBillingAt(now));
        return view;
    }

    private static Map<String, String> inApp(Standing standing, long now) {
        var view = common(standing, now);
        time(view, "purchaseTime", standing.boughtAt());
        return view;
    }

    private static Map<String, String> common(Standing standing, long now) {
        var product = standing.product().orElseThrow();
        var view = new LinkedHashMap<String, String>();
        view.put("name", product.name());
        view.put(
                "sku",
                standing.purchase().facts().product().flatMap(Facts.Named::sku).orElse(product.sku()));
        if (product.store() != Store.OSMAND) {
            view.put("platform", product.store().key());
        }
        view.put("store", storeText(product.store()));
        view.put("valid", Boolean.toString(now < standing.accessUntil()));
        return view;
    }

    private static String storeText(Store store) {
        return switch (store) {
            case FASTSPRING -> "OsmAnd Web (FastSpring)";
            case OSMAND -> "Other";
            case GOOGLE, APPLE, HUAWEI, AMAZON -> store.shownName();
        };
    }

    private static void time(Map<String, String> view, String name, Optional<Long> millis) {
        millis.ifPresent(time -> view.put(name, Long.toString(time)));
    }

    private static String text(Object view) {
        return new String(Json.write(view), StandardCharsets.UTF_8);
    }
}
