package net.osmand.account.tests.contracts;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.extension.Extension;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Starts DevServer once in each JVM, before the first test, and makes it use LocalStack's services as
 * {@code AWS_ENDPOINT_URL} does. Without a container engine every test fails. The profile {@code localstack} registers
 * this class as a JUnit extension.
 */
public final class OnLocalStack implements Extension {
    private static final String[] SERVICES = {"dynamodb", "s3", "sqs", "kms", "secretsmanager"};

    private static final Map<String, String> SETTINGS = Map.of(
            // Checks the signatures of presigned URLs.
            "S3_SKIP_SIGNATURE_VALIDATION", "0",
            // Starts the services with the container. Otherwise the first call of a service waits 20 s or more.
            "EAGER_SERVICE_LOADING", "1",
            // Makes no calls to other hosts.
            "DISABLE_EVENTS", "1",
            "SKIP_SSL_CERT_DOWNLOAD", "1",
            "DNS_ADDRESS", "0");

    static {
        start();
    }

    private static void start() {
        // Testcontainers stops the container when this JVM exits.
        @SuppressWarnings("resource")
        var container = new LocalStackContainer(DockerImageName.parse(System.getProperty("localstack.image")))
                .withServices(SERVICES)
                .withEnv(SETTINGS)
                .withStartupTimeout(Duration.ofMinutes(5));
        container.start();
        System.setProperty("aws.endpointUrl", container.getEndpoint().toString());
    }
}
