package net.osmand.account.functions.account;

import net.osmand.account.aws.Adapters;
import net.osmand.account.aws.Platform;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.identity.Accounts;
import net.osmand.account.identity.EmailAddress;
import net.osmand.account.problem.Problem;
import net.osmand.account.problem.Refused;

/**
 * POST /userdata/user-update-orderid: ok for a known account. No store can be asked whether an order id is valid yet, so
 * none is taken over, and an empty one never wipes what is there.
 */
public final class UserUpdateOrderIdFunction extends HttpFunction {
    private final Accounts accounts;

    public UserUpdateOrderIdFunction() {
        this(Platform.ofProcess());
    }

    public UserUpdateOrderIdFunction(Platform platform) {
        accounts = new Adapters(platform).accounts();
    }

    @Override
    protected Response answer(Request request) {
        return EmailAddress.parse(request.parameter("email"))
                .flatMap(accounts::find)
                .map(_ -> Response.ok())
                .orElseThrow(() -> new Refused(Problem.EMAIL_INVALID));
    }
}
