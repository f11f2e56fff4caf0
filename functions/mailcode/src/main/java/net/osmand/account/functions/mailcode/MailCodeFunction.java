package net.osmand.account.functions.mailcode;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CommitmentPolicy;
import com.amazonaws.encryptionsdk.kmssdkv2.KmsMasterKeyProvider;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import net.osmand.account.application.Application;
import net.osmand.account.aws.AwsClients;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.codes.CodeReceiver;
import net.osmand.account.core.mail.Outbox;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.lambda.EventDeadline;
import net.osmand.account.lambda.WarmUp;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Cognito's CustomEmailSender trigger. It decrypts the code, stores its keyed hash and sends the mail to the outbox.
 */
public final class MailCodeFunction implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private final AwsCrypto crypto = AwsCrypto.builder()
            .withCommitmentPolicy(CommitmentPolicy.RequireEncryptAllowDecrypt)
            .build();
    private final KmsMasterKeyProvider keys;
    private final CodeReceiver codeReceiver;
    private final Outbox outbox;

    public MailCodeFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public MailCodeFunction(LambdaEnvironment environment) {
        var clients = new AwsClients(environment);
        var application = new Application(environment);
        keys = KmsMasterKeyProvider.builder()
                .customRegionalClientSupplier(
                        _ -> clients.configured(KmsClient.builder(), "KMS").build())
                .buildStrict(environment.variable("CODE_KEY_ARN"));
        codeReceiver = application.signIn().codeReceiver();
        outbox = application.outbox();
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        if (WarmUp.is(event)) {
            return event;
        }
        var kind = kind(String.valueOf(event.get("triggerSource")));
        var request = map(event.get("request"));
        var email = EmailAddress.parse(
                        String.valueOf(map(request.get("userAttributes")).get("email")))
                .orElseThrow(() -> new IllegalArgumentException("the event names no e-mail address"));
        try (var _ = EventDeadline.of(context)) {
            var code = decrypt(String.valueOf(request.get("code")));
            codeReceiver.receive(email, kind, code).ifPresent(outbox::send);
        }
        return event;
    }

    private String decrypt(String code) {
        return new String(
                crypto.decryptData(keys, Base64.getDecoder().decode(code)).getResult(), StandardCharsets.UTF_8);
    }

    private static CodePurpose.Kind kind(String source) {
        return switch (source) {
            case "CustomEmailSender_SignUp", "CustomEmailSender_ResendCode" -> CodePurpose.Kind.SIGN_UP;
            case "CustomEmailSender_ForgotPassword" -> CodePurpose.Kind.RESET;
            case "CustomEmailSender_Authentication" -> CodePurpose.Kind.CHALLENGE;
            default -> throw new IllegalArgumentException("nothing here asks for a mail of this kind");
        };
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
