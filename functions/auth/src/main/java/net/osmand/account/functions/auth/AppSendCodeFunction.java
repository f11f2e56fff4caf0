package net.osmand.account.functions.auth;

import java.util.Map;
import java.util.Optional;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.codes.RequestCode;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;
import org.jspecify.annotations.Nullable;

/**
 * POST /userdata/send-code: mails a code to the address of the device's account. The address in the body is ignored.
 */
public final class AppSendCodeFunction extends HttpFunction {
    /** Purposes by the action of both send-code calls. */
    static final Map<String, CodePurpose> PURPOSES = Map.of(
            "setup", CodePurpose.RESET,
            "change", CodePurpose.CHANGE,
            "confirm", CodePurpose.CONFIRM,
            "delete", CodePurpose.DELETE);

    private final Authenticator authenticator;
    private final RequestCode requestCode;
    private final RequestOrigin origin;

    public AppSendCodeFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public AppSendCodeFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.deviceAuthenticator();
        requestCode = application.signIn().requestCode();
        origin = application.requestOrigin();
    }

    record Body(@Nullable String action, @Nullable String lang) {}

    @Override
    protected Response handle(Request request) {
        var account = authenticator.authenticate(request).account();
        var body = request.json(Body.class);
        var language = Optional.ofNullable(body.lang()).orElse("en");
        Optional.ofNullable(body.action())
                .map(PURPOSES::get)
                .ifPresent(purpose -> requestCode.request(
                        purpose,
                        new RequestCode.Addressee(
                                account.email(), Optional.of(account.id()), language, origin.source(request))));
        return Response.ok();
    }
}
