package net.osmand.account.functions.auth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.aws.Platform;
import net.osmand.account.codes.CheckCode;
import net.osmand.account.codes.CodePurpose;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.PlainRefusal;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.http.Viewer;
import net.osmand.account.identity.EmailAddress;
import org.jspecify.annotations.Nullable;

/** POST /userdata/auth/confirm-code: says whether a code is right, without spending it. */
public final class ConfirmCodeFunction extends HttpFunction {
    private static final Set<CodePurpose> PURPOSES =
            EnumSet.of(CodePurpose.DELETE, CodePurpose.CHANGE, CodePurpose.RESET);

    private final CheckCode checkCode;
    private final Viewer viewer;

    public ConfirmCodeFunction() {
        this(Platform.ofProcess());
    }

    public ConfirmCodeFunction(Platform platform) {
        var wiring = new AuthWiring(platform);
        checkCode = wiring.checkCode();
        viewer = wiring.viewer();
    }

    /** Older Android sends the token as a number, which loses the zeros that a code may begin with. */
    record Body(@Nullable String username, @Nullable JsonNode token) {
        CheckCode.Answer answer(String address) {
            return new CheckCode.Answer(this::code, address);
        }

        private String code(CodePurpose purpose) {
            var text = token == null || token.isNull() ? "" : token.asText().strip();
            var lost = purpose.kind().digits() - text.length();
            return token != null && token.isIntegralNumber() && lost > 0 ? "0".repeat(lost) + text : text;
        }
    }

    @Override
    protected Response answer(Request request) {
        var body = request.json(Body.class);
        var email = Optional.ofNullable(body.username()).flatMap(EmailAddress::parse);
        var right = email.isPresent()
                && body.token() != null
                && checkCode
                        .prove(email.get(), PURPOSES, body.answer(viewer.address(request)))
                        .isPresent();
        if (!right) {
            throw new PlainRefusal("The code is wrong or has expired.");
        }
        return Response.ok();
    }
}
