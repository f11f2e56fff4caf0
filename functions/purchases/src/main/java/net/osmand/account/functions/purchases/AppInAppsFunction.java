package net.osmand.account.functions.purchases;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.purchases.PurchaseStatus;
import net.osmand.account.lambda.Request;

/**
 * GET /api/inapps/get: lists the account's one-time purchases. An empty list is not the same as {}, which would log an
 * iOS device out.
 */
public final class AppInAppsFunction extends OwnPurchasesHandler {
    public AppInAppsFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public AppInAppsFunction(LambdaEnvironment environment) {
        super(environment);
    }

    @Override
    List<Map<String, String>> elements(Stream<PurchaseStatus> valid, Request request, long now) {
        return AppPurchase.newestOfEachProduct(
                valid.filter(purchase -> purchase.purchase().isOneTime())
                        .map(purchase -> AppPurchase.oneTime(purchase, now)));
    }
}
