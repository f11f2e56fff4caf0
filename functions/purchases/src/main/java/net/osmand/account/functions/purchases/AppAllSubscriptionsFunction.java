package net.osmand.account.functions.purchases;

import net.osmand.account.aws.LambdaEnvironment;

/** GET /api/subscriptions/getAll: the account's active subscriptions. */
public final class AppAllSubscriptionsFunction extends OwnPurchasesHandler {
    public AppAllSubscriptionsFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public AppAllSubscriptionsFunction(LambdaEnvironment environment) {
        super(environment, SubscriptionView::isOne);
    }
}
