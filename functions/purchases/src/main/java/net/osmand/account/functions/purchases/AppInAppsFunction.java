package net.osmand.account.functions.purchases;

import net.osmand.account.aws.LambdaEnvironment;

/** GET /api/inapps/get: the account's one-time purchases. An empty list and {} differ: {} would log an iOS device out. */
public final class AppInAppsFunction extends OwnPurchasesHandler {
    public AppInAppsFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public AppInAppsFunction(LambdaEnvironment environment) {
        super(environment, purchase -> purchase.purchase().isOneTime());
    }
}
