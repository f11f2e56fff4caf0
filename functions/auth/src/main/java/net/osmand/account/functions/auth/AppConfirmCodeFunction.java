package net.osmand.account.functions.auth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.codes.CheckCode;
import net.osmand.account.core.codes.Source;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.WebErrorException.Reason;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.PlainErrorException;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.Sentences;
import org.jspecify.annotations.Nullable;

/** POST /userdata/auth/confirm-code: checks a code without spending it. */
public final class AppConfirmCodeFunction extends HttpFunction {
    private static final Set<CodePurpose> PURPOSES =
            EnumSet.of(CodePurpose.DELETE, CodePurpose.CHANGE, CodePurpose.RESET);

    private final CheckCode checkCode;
    private final RequestOrigin origin;

    public AppConfirmCodeFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public AppConfirmCodeFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        checkCode = application.signIn().checkCode();
        origin = application.requestOrigin();
    }

    record Body(@Nullable String username, @Nullable JsonNode token) {
        CheckCode.EnteredCode enteredCode(Source source) {
            return new CheckCode.EnteredCode(TypedCode.of(token), source);
        }
    }

    @Override
    protected Response handle(Request request) {
        var body = request.json(Body.class);
        var email = Optional.ofNullable(body.username()).flatMap(EmailAddress::parse);
        var right = email.isPresent()
                && body.token() != null
                && checkCode
                        .prove(email.get(), PURPOSES, body.enteredCode(origin.source(request)))
                        .isPresent();
        if (!right) {
            throw new PlainErrorException(Sentences.of(Reason.WRONG_CODE, request));
        }
        return Response.ok();
    }
}
