package net.osmand.account.functions.auth;

import net.osmand.account.aws.Platform;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.http.Viewer;
import net.osmand.account.identity.EmailAddress;
import net.osmand.account.identity.RegisterUser;
import net.osmand.account.purchases.ReportOrderId;

/** POST /userdata/user-register: mails the code with which an app signs up or in. */
public final class UserRegisterFunction extends HttpFunction {
    private final RegisterUser registerUser;
    private final ReportOrderId reportOrderId;
    private final Viewer viewer;

    public UserRegisterFunction() {
        this(Platform.ofProcess());
    }

    public UserRegisterFunction(Platform platform) {
        var wiring = new AuthWiring(platform);
        registerUser = wiring.registerUser();
        reportOrderId = wiring.reportOrderId();
        viewer = wiring.viewer();
    }

    @Override
    protected Response answer(Request request) {
        registerUser.register(
                request.parameter("email"),
                request.flag("login"),
                request.optional("lang").orElse("en"),
                viewer.address(request));
        request.optional("orderid")
                .ifPresent(orderId -> EmailAddress.parse(request.parameter("email"))
                        .ifPresent(email -> reportOrderId.report(email, orderId.strip())));
        return Response.ok();
    }
}
