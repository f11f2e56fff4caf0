package net.osmand.account.aws;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import net.osmand.account.aws.dynamodb.Contention;
import net.osmand.account.core.values.Deadline;
import net.osmand.account.core.values.UnavailableException;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Limits each call to AWS by the {@link Deadline} of the invocation. A call may use all remaining time and each attempt
 * a third of it, so that a server that never responds leaves time for a retry. No call starts after the deadline.
 */
final class CallTimeouts implements ExecutionInterceptor {
    /** Time limit of a call outside an invocation: during the initialization of a function, or in a tool. */
    private static final Duration WITHOUT_DEADLINE = Duration.ofSeconds(60);

    /** Time limit of a call, by service. */
    private static final Map<String, Duration> TIME_LIMIT = Map.of("DynamoDb", Contention.TIME_LIMIT);

    /**
     * Operations without retries. S3 copies the bytes before it answers, and a repeated SendEmail would send the mail
     * twice.
     */
    private static final Set<String> ONE_ATTEMPT =
            Set.of("UploadPartCopy", "CopyObject", "CompleteMultipartUpload", "SendEmail");

    private static final int ATTEMPTS = 3;

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        var service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
        var operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        var left = Deadline.remaining().orElse(WITHOUT_DEADLINE);
        if (left.toMillis() < ATTEMPTS) {
            throw new UnavailableException("no time is left for " + service + " " + operation);
        }
        var longest = TIME_LIMIT.getOrDefault(service, left);
        var call = longest.compareTo(left) < 0 ? longest : left;
        var attempt = ONE_ATTEMPT.contains(operation) ? call : call.dividedBy(ATTEMPTS);
        var request = (AwsRequest) context.request();
        var override = request.overrideConfiguration()
                .map(AwsRequestOverrideConfiguration::toBuilder)
                .orElseGet(AwsRequestOverrideConfiguration::builder)
                .apiCallTimeout(call)
                .apiCallAttemptTimeout(attempt)
                .build();
        return request.toBuilder().overrideConfiguration(override).build();
    }

    /**
     * Throws for transient failures instead of returning, because the SDK accepts only a replacement of the same class.
     * The thrown exception reaches the caller.
     */
    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        var failure = context.exception();
        if (TransientFailures.isTransient(failure)) {
            throw new UnavailableException(
                    attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME) + " "
                            + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME) + " failed",
                    failure);
        }
        return failure;
    }
}
