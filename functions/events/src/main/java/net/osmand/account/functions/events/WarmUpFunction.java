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
 * Calls each alias in its event, a list of ARNs, with the {@link WarmUp} event once a week, so Lambda deactivates no
 * version. It makes one call at a time, since a new AWS account can run only 10 functions in parallel, and users need
 * them.
 */
public final class WarmUpFunction implements RequestHandler<List<String>, @Nullable Void> {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUpFunction.class);

    /** Number of rounds. An inactive version fails its first call and becomes active within minutes. */
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

    /**
     * Calls all aliases. If an alias did not respond in any round, the function fails. Lambda then retries it, and
     * finally the failed event raises an alarm.
     */
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
