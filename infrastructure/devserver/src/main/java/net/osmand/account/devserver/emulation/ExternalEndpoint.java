package net.osmand.account.devserver.emulation;

import java.util.Map;
import java.util.Optional;

/**
 * Endpoints of other implementations of DynamoDB, S3, SQS, KMS and Secrets Manager. They come from
 * {@code AWS_ENDPOINT_URL_<SERVICE>} for one service, and from {@code AWS_ENDPOINT_URL} or the system property
 * {@code aws.endpointUrl} for all. Cognito and SES are always our emulators.
 */
public record ExternalEndpoint(Map<String, String> environment, Optional<String> everything) {
    private static final String ALL = "AWS_ENDPOINT_URL";

    /** Reads the environment and the system properties of this process. */
    public static ExternalEndpoint ofProcess() {
        return new ExternalEndpoint(
                System.getenv(),
                Optional.ofNullable(System.getProperty("aws.endpointUrl"))
                        .or(() -> Optional.ofNullable(System.getenv(ALL))));
    }

    /** The endpoint of a service such as {@code DYNAMODB}. Empty if our emulator serves it. */
    Optional<String> of(String service) {
        return Optional.ofNullable(environment.get(ALL + "_" + service)).or(() -> everything);
    }
}
