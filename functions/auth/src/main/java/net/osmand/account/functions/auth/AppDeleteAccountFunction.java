package net.osmand.account.functions.auth;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.codes.CheckCode;
import net.osmand.account.core.deletion.DeleteAccount;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.WebErrorException.Reason;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.PlainErrorException;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.Sentences;

/** POST /userdata/delete-account: deletes the account and everything in it. Requires a code. */
public final class AppDeleteAccountFunction extends HttpFunction {
    private final Authenticator authenticator;
    private final CheckCode checkCode;
    private final DeleteAccount deleteAccount;
    private final RequestOrigin origin;

    public AppDeleteAccountFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public AppDeleteAccountFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.deviceAuthenticator();
        checkCode = application.signIn().checkCode();
        deleteAccount = application.deleteAccount();
        origin = application.requestOrigin();
    }

    @Override
    protected Response handle(Request request) {
        var account = authenticator.authenticate(request).account();
        var code = request.json(AppConfirmCodeFunction.Body.class).enteredCode(origin.source(request));
        if (!checkCode.spend(account.email(), CodePurpose.DELETE, account.id(), code)) {
            throw new PlainErrorException(Sentences.of(Reason.WRONG_CODE, request));
        }
        deleteAccount.delete(account);
        return Response.ok();
    }
}
