package net.osmand.account.functions.purchases;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.purchases.PurchaseStatus;
import net.osmand.account.lambda.Request;

/** GET /api/subscriptions/getAll: lists the account's valid subscriptions and gifts. iOS unlocks only active ones. */
public final class AppAllSubscriptionsFunction extends OwnPurchasesHandler {
    public AppAllSubscriptionsFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public AppAllSubscriptionsFunction(LambdaEnvironment environment) {
        super(environment);
    }

    @Override
    List<Map<String, String>> elements(Stream<PurchaseStatus> valid, Request request, long now) {
        var ios = request.optional("os").filter("ios"::equalsIgnoreCase).isPresent();
        return AppPurchase.newestOfEachProduct(
                valid.filter(purchase -> !purchase.purchase().isOneTime())
                        .map(purchase -> AppPurchase.subscription(purchase, now))
                        .map(element -> ios ? AppPurchase.active(element) : element));
    }
}
