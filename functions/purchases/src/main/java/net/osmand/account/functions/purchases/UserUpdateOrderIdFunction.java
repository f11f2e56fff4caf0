package net.osmand.account.functions.purchases;

import net.osmand.account.aws.Platform;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.identity.Accounts;
import net.osmand.account.identity.EmailAddress;
import net.osmand.account.problem.Problem;
import net.osmand.account.problem.Refused;
import net.osmand.account.purchases.UseOrderId;

/**
 * POST /userdata/user-update-orderid: ok for a known account, whatever becomes of the order id, unless it is another account's.
 * An empty one never wipes what is there.
 */
public final class UserUpdateOrderIdFunction extends HttpFunction {
    private final Accounts accounts;
    private final UseOrderId useOrderId;

    public UserUpdateOrderIdFunction() {
        this(Platform.ofProcess());
    }

    public UserUpdateOrderIdFunction(Platform platform) {
        var wiring = new PurchasesWiring(platform);
        accounts = wiring.adapters().accounts();
        useOrderId = wiring.adapters().useOrderId();
    }

    @Override
    protected Response answer(Request request) {
        var account = EmailAddress.parse(request.parameter("email"))
                .flatMap(accounts::find)
                .orElseThrow(() -> new Refused(Problem.EMAIL_INVALID));
        request.optional("orderid").ifPresent(orderId -> useOrderId.use(account, orderId.strip()));
        return Response.ok();
    }
}
