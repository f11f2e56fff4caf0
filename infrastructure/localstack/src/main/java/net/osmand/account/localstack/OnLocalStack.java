package net.osmand.account.localstack;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Starts LocalStack once before the first test, and sends the local stack's DynamoDB and S3 there, as {@code AWS_ENDPOINT_URL} does.
 * Where no container engine answers, every test is skipped with that reason. The profile {@code localstack} has JUnit find it.
 */
public final class OnLocalStack implements ExecutionCondition {
    private static final Logger LOG = LoggerFactory.getLogger(OnLocalStack.class);
    private static final ConditionEvaluationResult STARTED = start();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return STARTED;
    }

    private static ConditionEvaluationResult start() {
        var image = System.getProperty("localstack.image");
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            LOG.warn("Skipped on {}: no container engine", image);
            return disabled("no container engine");
        }
        // It ends with this JVM: Testcontainers sees to that.
        @SuppressWarnings("resource")
        var container = new LocalStackContainer(DockerImageName.parse(image)).withServices("s3", "dynamodb");
        container.start();
        System.setProperty("aws.endpointUrl", container.getEndpoint().toString());
        return enabled(image);
    }
}
