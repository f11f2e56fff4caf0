package net.osmand.account.functions.events;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.mail.MailSuppressions;
import net.osmand.account.core.mail.MailSuppressions.Report;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.lambda.EventDeadline;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Marks addresses that bounced permanently or complained about spam, as SES reports by EventBridge. */
public final class BounceFunction implements RequestHandler<Map<String, Object>, @Nullable Void> {
    private static final Logger LOG = LoggerFactory.getLogger(BounceFunction.class);

    private final MailSuppressions suppressions;
    private final Clock clock;

    public BounceFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public BounceFunction(LambdaEnvironment environment) {
        suppressions = new Application(environment).mailSuppressions();
        clock = environment.clock();
    }

    @Override
    public @Nullable Void handleRequest(Map<String, Object> event, Context context) {
        var detail = map(event.get("detail"));
        var bounce = map(detail.get("bounce"));
        try (var _ = EventDeadline.of(context)) {
            // Only permanent bounces count: a mailbox that is full now may accept mail later.
            if ("Permanent".equals(bounce.get("bounceType"))) {
                record(bounce.get("bouncedRecipients"), Report.BOUNCED);
            }
            record(map(detail.get("complaint")).get("complainedRecipients"), Report.COMPLAINED);
        }
        return null;
    }

    private void record(@Nullable Object recipients, Report report) {
        if (recipients instanceof List<?> list) {
            for (var recipient : list) {
                EmailAddress.parse(String.valueOf(map(recipient).get("emailAddress")))
                        .ifPresent(address -> {
                            LOG.warn("mail.trouble {}", report);
                            suppressions.record(address, report, clock.millis());
                        });
            }
        }
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
