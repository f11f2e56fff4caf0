package net.osmand.account.aws;

import java.io.IOException;
import java.util.Set;
import net.osmand.account.aws.dynamodb.Contention;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Distinguishes transient failures of AWS from permanent ones, such as a missing permission. */
final class TransientFailures {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    /** Error codes that come with status 400 although the request is valid. */
    private static final Set<String> TRANSIENT_CODES = Set.of(
            // Cognito, or a trigger of the user pool.
            "CodeDeliveryFailureException",
            "ConcurrentModificationException",
            "InternalErrorException",
            "InvalidLambdaResponseException",
            "UnexpectedLambdaException",
            "UserLambdaValidationException",
            // Several services.
            "PriorRequestNotComplete",
            "RequestTimeout",
            "RequestTimeoutException",
            // KMS, Secrets Manager and SQS.
            "DependencyTimeoutException",
            "InternalServiceError",
            "KeyUnavailableException",
            "KMSInternalException",
            "KmsThrottled",
            "OverLimit");

    private TransientFailures() {}

    static boolean isTransient(Throwable failure) {
        return failure instanceof ApiCallTimeoutException
                || failure instanceof ApiCallAttemptTimeoutException
                || failure instanceof AbortedException
                || Contention.isContention(failure)
                || (failure instanceof SdkServiceException service && isTransient(service))
                || hasNoConnection(failure);
    }

    private static boolean isTransient(SdkServiceException failure) {
        return failure.isThrottlingException()
                || failure.statusCode() == TOO_MANY_REQUESTS
                || failure.statusCode() >= SERVER_ERROR
                || TRANSIENT_CODES.contains(code(failure));
    }

    private static String code(SdkServiceException failure) {
        return failure instanceof AwsServiceException aws && aws.awsErrorDetails() != null
                ? String.valueOf(aws.awsErrorDetails().errorCode())
                : "";
    }

    private static boolean hasNoConnection(Throwable failure) {
        var cause = failure.getCause();
        return !(failure instanceof SdkServiceException)
                && cause != null
                && (cause instanceof IOException || hasNoConnection(cause));
    }
}
