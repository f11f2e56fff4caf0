package net.osmand.account.functions.purchases;

import java.util.List;
import java.util.Map;
import java.util.Set;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.purchases.UseOrderId;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.lambda.DeviceAuthenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/**
 * POST /subscription/*, GET /api/purchase-complete and GET /api/subscriptions/active: accept reports of the apps about
 * purchases in a store. Only the apps' publisher can query the stores, so every response is a harmless one that grants
 * nothing (docs/protocol/app-purchases.md#reports-of-the-apps). The order id of a signed-in device is kept for support.
 */
public final class AppReportsFunction extends HttpFunction {
    /** The apps send {@code userid} and {@code token} with other calls, which ignore them. */
    private static final Map<String, String> SUPPORTER =
            Map.of("userid", "1001", "token", "unused", "visibleName", "", "email", "", "preferredCountry", "");

    private static final Map<String, Object> RECEIPT = Map.of(
            "result",
            false,
            "status",
            0,
            "eligible_for_introductory_price",
            "true",
            "eligible_for_subscription_offer",
            "false");

    private static final Set<String> TYPES = Set.of("subscription", "inapp");

    /** The paid app from the time before accounts, which is not a purchase. */
    private static final String PAID_APP = "OSMAND_PLUS_APP";

    private final DeviceAuthenticator authenticator;
    private final UseOrderId useOrderId;

    public AppReportsFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public AppReportsFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.deviceAuthenticator();
        useOrderId = application.purchases().useOrderId();
    }

    @Override
    protected Response handle(Request request) {
        return switch (request.path()) {
            case "/subscription/register", "/subscription/update" -> Response.json(SUPPORTER);
            case "/subscription/ios-receipt-validate" -> Response.json(RECEIPT);
            case "/subscription/ios-fetch-signatures" -> Response.json(Map.of("status", 0, "signatures", List.of()));
            case "/api/purchase-complete" -> Response.json(Map.of("status", "OK"));
            case "/api/subscriptions/active" -> Response.json(Map.of());
            default -> purchased(request);
        };
    }

    private Response purchased(Request request) {
        request.optional("orderId")
                .map(String::strip)
                .filter(orderId -> !orderId.equals(PAID_APP))
                .ifPresent(orderId -> authenticator
                        .authenticateIfPossible("deviceid", request)
                        .ifPresent(caller -> keep(caller, orderId)));
        var type = request.optional("purchaseType").filter(TYPES::contains).orElse("subscription");
        return Response.json(Map.of("res", "OK", "type", type));
    }

    /**
     * Stores the order id. An order id of another account is ignored: the app would show an error that the user can't
     * fix, and it marks the purchase as reported after any response.
     */
    private void keep(Caller caller, String orderId) {
        try {
            useOrderId.use(caller.account().id(), orderId);
        } catch (ProblemException refused) {
            if (refused.problem() != Problem.PURCHASE_IN_USE) {
                throw refused;
            }
        }
    }
}
