package net.osmand.account.functions.exports;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.aws.sqs.SqsExportQueue;
import net.osmand.account.core.exports.ExportStep;
import net.osmand.account.core.exports.ExportStepMessage;
import net.osmand.account.lambda.EventDeadline;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queue consumer that runs an export for some minutes. Failed steps are retried with increasing delays; after the last
 * retry the export fails.
 */
public final class ExportStepFunction implements RequestHandler<SQSEvent, @Nullable Void> {
    private static final Logger LOG = LoggerFactory.getLogger(ExportStepFunction.class);

    private final ExportStep step;

    public ExportStepFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public ExportStepFunction(LambdaEnvironment environment) {
        step = new Application(environment).exports().exportStep();
    }

    @Override
    public @Nullable Void handleRequest(SQSEvent event, Context context) {
        try (var _ = EventDeadline.of(context)) {
            for (var message : event.getRecords()) {
                take(SqsExportQueue.read(message.getBody()));
            }
        }
        return null;
    }

    private void take(ExportStepMessage turn) {
        try {
            step.run(turn);
        } catch (RuntimeException failed) {
            LOG.error("step {} of export {} failed", turn.step(), turn.export(), failed);
            if (!step.retry(turn)) {
                throw failed;
            }
        }
    }
}
