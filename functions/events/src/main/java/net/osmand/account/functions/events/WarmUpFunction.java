package net.osmand.account.functions.events;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.List;
import net.osmand.account.aws.AwsClients;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.lambda.Json;
import net.osmand.account.lambda.WarmUp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * Calls each alias of its event, a list of ARNs, with the {@link WarmUp} event once a week, so that Lambda makes no version
 * inactive. It makes one call at a time: a new AWS account runs 10 functions at once, and people need them.
 */
public final class WarmUpFunction implements RequestHandler<List<String>, @Nullable Void> {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUpFunction.class);

    /** An inactive version fails its first call and becomes active in the minutes after it. */
    private static final int ROUNDS = 3;

    private final LambdaClient lambda;

    public WarmUpFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public WarmUpFunction(LambdaEnvironment environment) {
        lambda = new AwsClients(environment)
                .configured(LambdaClient.builder(), "LAMBDA")
                .build();
    }

    /** Fails if an alias did not answer in any round; Lambda then retries, and at last the failed event rings an alarm. */
    @Override
    public @Nullable Void handleRequest(List<String> aliases, Context context) {
        var silent = aliases;
        for (var round = 0; round < ROUNDS && !silent.isEmpty(); round++) {
            silent = silent.stream().filter(alias -> !answers(alias)).toList();
        }
        LOG.info("{} of {} versions answered", aliases.size() - silent.size(), aliases.size());
        if (!silent.isEmpty()) {
            throw new IllegalStateException("these versions did not answer: " + String.join(", ", silent));
        }
        return null;
    }

    private boolean answers(String alias) {
        try {
            var error = lambda.invoke(
                            call -> call.functionName(alias).payload(SdkBytes.fromUtf8String(Json.line(WarmUp.EVENT))))
                    .functionError();
            if (error != null) {
                LOG.warn("{} failed: {}", alias, error);
            }
            return error == null;
        } catch (SdkException failed) {
            LOG.warn("{} can't be called", alias, failed);
            return false;
        }
    }
}
