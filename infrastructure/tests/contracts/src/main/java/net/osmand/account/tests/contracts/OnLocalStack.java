package net.osmand.account.tests.contracts;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.extension.Extension;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Starts DevServer once for all tests of a JVM, before the first of them, and makes the local stack use its services, as
 * {@code AWS_ENDPOINT_URL} does. Without a container engine every test fails. The profile {@code localstack} makes JUnit find this class.
 */
public final class OnLocalStack implements Extension {
    private static final String[] SERVICES = {"dynamodb", "s3", "sqs", "kms", "secretsmanager"};

    private static final Map<String, String> SETTINGS = Map.of(
            // Otherwise the signature of a presigned link is not checked.
            "S3_SKIP_SIGNATURE_VALIDATION", "0",
            // Otherwise the first call of a service waits for its start, 20 s or more.
            "EAGER_SERVICE_LOADING", "1",
            // No calls to other hosts.
            "DISABLE_EVENTS", "1",
            "SKIP_SSL_CERT_DOWNLOAD", "1",
            "DNS_ADDRESS", "0");

    static {
        start();
    }

    private static void start() {
        // It ends with this JVM: Testcontainers sees to that.
        @SuppressWarnings("resource")
        var container = new LocalStackContainer(DockerImageName.parse(System.getProperty("localstack.image")))
                .withServices(SERVICES)
                .withEnv(SETTINGS)
                .withStartupTimeout(Duration.ofMinutes(5));
        container.start();
        System.setProperty("aws.endpointUrl", container.getEndpoint().toString());
    }
}
