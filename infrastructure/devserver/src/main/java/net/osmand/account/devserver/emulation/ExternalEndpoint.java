package net.osmand.account.devserver.emulation;

import java.util.Map;
import java.util.Optional;

/**
 * Where other implementations of DynamoDB, S3, SQS, KMS and Secrets Manager serve, by the SDK's own names:
 * {@code AWS_ENDPOINT_URL_<SERVICE>} for one of them, {@code AWS_ENDPOINT_URL} or the system property {@code aws.endpointUrl} for all.
 * Cognito and SES are always ours.
 */
public record ExternalEndpoint(Map<String, String> environment, Optional<String> everything) {
    private static final String ALL = "AWS_ENDPOINT_URL";

    /** As this process was told. */
    public static ExternalEndpoint ofProcess() {
        return new ExternalEndpoint(
                System.getenv(),
                Optional.ofNullable(System.getProperty("aws.endpointUrl"))
                        .or(() -> Optional.ofNullable(System.getenv(ALL))));
    }

    /** The endpoint of the service, such as {@code DYNAMODB}; empty if ours serves it. */
    Optional<String> of(String service) {
        return Optional.ofNullable(environment.get(ALL + "_" + service)).or(() -> everything);
    }
}
