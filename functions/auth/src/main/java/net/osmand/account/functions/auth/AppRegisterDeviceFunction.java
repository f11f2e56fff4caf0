package net.osmand.account.functions.auth;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.codes.CheckCode;
import net.osmand.account.core.signin.RegisterDevice;
import net.osmand.account.lambda.AppDate;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;

/** POST /userdata/device-register: exchanges a code for a device with an access token. An empty code is a probe. */
public final class AppRegisterDeviceFunction extends HttpFunction {
    private final RegisterDevice registerDevice;
    private final KnownSource knownSource;
    private final RequestOrigin origin;

    public AppRegisterDeviceFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public AppRegisterDeviceFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        registerDevice = application.signIn().registerDevice();
        knownSource = new KnownSource(application);
        origin = application.requestOrigin();
    }

    @Override
    protected Response handle(Request request) {
        var description = new RegisterDevice.Description(
                request.optional("deviceid").orElse(""),
                request.optional("brand").orElse(""),
                request.optional("model").orElse(""),
                request.optional("lang").orElse(""));
        var token = request.optional("token").orElse("");
        var code = new CheckCode.EnteredCode(token, origin.source(request));
        var registered = registerDevice.register(request.parameter("email"), code, token.isBlank(), description);
        knownSource.remember(registered.account(), request);
        return Response.json(View.of(registered));
    }

    /** The response that the apps expect; {@code udpatetime} is their spelling. */
    record View(
            int id,
            int userid,
            String deviceid,
            String accesstoken,
            String lang,
            String brand,
            String model,
            String udpatetime) {
        static View of(RegisterDevice.Registered registered) {
            var device = registered.device();
            return new View(
                    device.id().value(),
                    registered.account().value(),
                    device.nativeId(),
                    registered.token().reveal(),
                    device.language(),
                    device.brand(),
                    device.model(),
                    AppDate.of(device.registeredAt()));
        }
    }
}
