package net.osmand.account.emulators.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.emulators.kms.KmsEndpoint;
import net.osmand.account.emulators.kms.KmsKeys;
import net.osmand.account.emulators.wire.AwsError;
import net.osmand.account.emulators.wire.JsonEndpoint;
import net.osmand.account.emulators.wire.StateFile;

/**
 * A Cognito user pool with one client and e-mail addresses as user names. Codes have AWS's validity and limits
 * (docs.aws.amazon.com/cognito/latest/developerguide/quotas.html). State is on disk before the emulator answers or
 * mails.
 */
public final class CognitoEndpoint implements AutoCloseable {
    /** Operations that name the pool. The others name the client. */
    private static final Set<String> BY_POOL = Set.of("ListUsers", "DescribeUserPoolClient");

    private static final Set<String> READING = Set.of("AdminGetUser", "ListUsers", "DescribeUserPoolClient");

    private final PoolSettings settings;
    private final StateFile file;
    private final PoolState state;
    private final ClientSecret secret;
    private final SignUpOperations signUps;
    private final PasswordOperations resets;
    private final AuthOperations auth;
    private final AdminOperations admin;
    private final CodeMails mails;
    private final RequestQuotas quotas;
    private final Optional<KmsEndpoint> kms;
    private final JsonEndpoint endpoint = new JsonEndpoint(this::call);

    /** Starts a KMS endpoint for the pool's key, which is created if it does not exist. */
    public CognitoEndpoint(
            PoolSettings settings,
            Path stateFile,
            Clock clock,
            SecureRandom random,
            KmsKeys keys,
            CustomEmailSender sender) {
        this(settings, stateFile, clock, random, new KmsEndpoint(keys.with(settings.kmsKeyArn())), sender);
    }

    private CognitoEndpoint(
            PoolSettings settings,
            Path stateFile,
            Clock clock,
            SecureRandom random,
            KmsEndpoint kms,
            CustomEmailSender sender) {
        this(settings, stateFile, clock, random, new CodeMails(settings, kms.uri(), sender), Optional.of(kms));
    }

    /** Takes mails that have their own KMS endpoint. */
    public CognitoEndpoint(PoolSettings settings, Path stateFile, Clock clock, SecureRandom random, CodeMails mails) {
        this(settings, stateFile, clock, random, mails, Optional.empty());
    }

    private CognitoEndpoint(
            PoolSettings settings,
            Path stateFile,
            Clock clock,
            SecureRandom random,
            CodeMails mails,
            Optional<KmsEndpoint> kms) {
        this.settings = settings;
        this.mails = mails;
        this.kms = kms;
        file = new StateFile(stateFile);
        state = file.read(PoolState.class).orElseGet(PoolState::new);
        secret = new ClientSecret(settings);
        quotas = new RequestQuotas(clock);
        var pool = new Pool(settings, state, clock, random);
        var passwords = new Passwords(settings);
        signUps = new SignUpOperations(pool, passwords);
        resets = new PasswordOperations(pool, passwords);
        auth = new AuthOperations(pool, passwords, secret);
        admin = new AdminOperations(pool, passwords);
    }

    /** Switches Cognito's request rate quotas on or off. They are initially off. */
    public void requestQuotas(boolean on) {
        quotas.enforce(on);
    }

    /** Starts on a port, or on a free one for 0. Returns the port. */
    public int start(int port) {
        return endpoint.start(port);
    }

    public URI uri() {
        return endpoint.uri();
    }

    @Override
    public void close() {
        endpoint.close();
        kms.ifPresent(KmsEndpoint::close);
    }

    private ObjectNode call(String operation, JsonNode request) {
        var call = new Call(operation, request);
        var answer = remembered(call);
        // The trigger may call the pool, so it runs outside the lock.
        call.mails().forEach(mails::send);
        return answer;
    }

    private synchronized ObjectNode remembered(Call call) {
        try {
            quotas.take(call.operation());
            checkTarget(call);
            return answer(call);
        } finally {
            // Failed attempts count too, so their state is saved.
            if (!READING.contains(call.operation())) {
                file.write(state);
            }
        }
    }

    private void checkTarget(Call call) {
        if (call.isAdmin() || BY_POOL.contains(call.operation())) {
            if (!call.text("UserPoolId").equals(settings.poolId())) {
                throw new AwsError(
                        "ResourceNotFoundException", "User pool " + call.text("UserPoolId") + " does not exist.");
            }
        }
        if (call.request().has("ClientId") && !call.text("ClientId").equals(settings.clientId())) {
            throw new AwsError(
                    "ResourceNotFoundException", "User pool client " + call.text("ClientId") + " does not exist.");
        }
    }

    private ObjectNode answer(Call call) {
        return switch (call.operation()) {
            case "SignUp" -> signUps.signUp(proven(call));
            case "ConfirmSignUp" -> signUps.confirm(proven(call));
            case "ResendConfirmationCode" -> signUps.resend(proven(call));
            case "ForgotPassword" -> resets.forgot(proven(call));
            case "ConfirmForgotPassword" -> resets.confirm(proven(call));
            case "InitiateAuth", "AdminInitiateAuth" -> auth.initiate(call);
            case "RespondToAuthChallenge", "AdminRespondToAuthChallenge" -> auth.respond(call);
            case "AdminGetUser" -> admin.getUser(call);
            case "AdminCreateUser" -> admin.createUser(call);
            case "AdminUpdateUserAttributes" -> admin.updateAttributes(call);
            case "AdminSetUserPassword" -> admin.setPassword(call);
            case "AdminDeleteUser" -> admin.deleteUser(call);
            case "AdminUserGlobalSignOut" -> admin.signOut(call);
            case "AdminConfirmSignUp" -> admin.confirmSignUp(call);
            case "ListUsers" -> admin.listUsers(call);
            case "DescribeUserPoolClient" -> client();
            default -> throw new AwsError("InvalidActionException", call.operation() + " is not emulated");
        };
    }

    private ObjectNode client() {
        var answer = JsonEndpoint.JSON.createObjectNode();
        answer.putObject("UserPoolClient")
                .put("UserPoolId", settings.poolId())
                .put("ClientId", settings.clientId())
                .put("ClientSecret", settings.clientSecret());
        return answer;
    }

    private Call proven(Call call) {
        secret.check(call.username(), call.request().path("SecretHash"));
        return call;
    }
}
