package net.osmand.account.functions.auth;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.codes.CheckCode;
import net.osmand.account.core.codes.Source;
import net.osmand.account.core.signin.ChangePassword;
import net.osmand.account.core.signin.ChangePassword.Proof;
import net.osmand.account.core.signin.Password;
import net.osmand.account.lambda.Cookies;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.MalformedRequestException;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.SessionAuthenticator;
import org.jspecify.annotations.Nullable;

/** POST /v1/password: sets or changes the password. All sessions end, and the calling browser gets a new one. */
public final class ChangePasswordFunction extends HttpFunction {
    private final SessionAuthenticator authenticator;
    private final ChangePassword changePassword;
    private final SessionChange sessionChange;
    private final RequestOrigin origin;
    private final Cookies cookies;

    public ChangePasswordFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public ChangePasswordFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        changePassword = application.signIn().changePassword();
        sessionChange = new SessionChange(application);
        origin = application.requestOrigin();
        cookies = application.cookies();
    }

    record Body(
            @Nullable String password,
            @Nullable @JsonProperty("old_password") String oldPassword,
            @Nullable JsonNode code,
            @JsonProperty("end_devices") boolean endDevices) {
        /** Rejects a password that is too simple before the proof is checked. */
        ChangePassword.NewPassword wanted(String language) {
            if (password == null || (oldPassword == null) == (code == null || code.isNull())) {
                throw new MalformedRequestException();
            }
            return new ChangePassword.NewPassword(new Password(password), endDevices, language);
        }

        Proof proof(Source source) {
            return oldPassword != null
                    ? new Proof.OldPassword(oldPassword, source)
                    : new Proof.MailedCode(new CheckCode.EnteredCode(TypedCode.of(code), source));
        }

        @Override
        public String toString() {
            return "passwords";
        }
    }

    @Override
    protected Response handle(Request request) {
        var caller = authenticator.authenticate(request);
        var language = caller.device().language();
        var body = request.json(Body.class);
        var wanted = body.wanted(language);
        var access = changePassword.change(caller.account(), body.proof(origin.source(request)), wanted);
        if (authenticator.sessionSecret(request).isEmpty()) {
            return Response.ok();
        }
        return access.map(valid -> sessionChange.start(request, caller.account().id(), valid, language, Response.ok()))
                .orElseGet(() -> Response.ok().withCookie(cookies.forgetSession()));
    }
}
