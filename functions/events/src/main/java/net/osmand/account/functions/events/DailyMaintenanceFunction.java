package net.osmand.account.functions.events;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.time.Clock;
import java.time.Duration;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.codes.CodeProvider;
import net.osmand.account.core.deletion.DeleteAccount;
import net.osmand.account.core.files.DueChecks;
import net.osmand.account.core.purchases.ListPurchases;
import net.osmand.account.core.signin.FinishEmailChange;
import net.osmand.account.core.uploads.CancelUpload;
import net.osmand.account.lambda.EventDeadline;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Daily job. It finishes interrupted deletions and address changes, and removes expired sign-ups and abandoned uploads.
 * It also sends a message for the check of every account that is due.
 */
public final class DailyMaintenanceFunction implements RequestHandler<ScheduledEvent, @Nullable Void> {
    private static final Logger LOG = LoggerFactory.getLogger(DailyMaintenanceFunction.class);

    /** Time after which unconfirmed sign-ups are removed. */
    private static final Duration SIGN_UP = Duration.ofDays(7);

    private final DeleteAccount deleteAccount;
    private final FinishEmailChange finishEmailChange;
    private final CodeProvider codeProvider;
    private final Clock clock;
    private final CancelUpload cancelUpload;
    private final DueChecks dueChecks;
    private final ListPurchases listPurchases;

    public DailyMaintenanceFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public DailyMaintenanceFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        deleteAccount = application.deleteAccount();
        finishEmailChange = application.signIn().finishEmailChange();
        codeProvider = application.codeProvider();
        clock = application.clock();
        listPurchases = application.purchases().list();
        cancelUpload = application.uploads().cancelUpload();
        dueChecks = application.files().dueChecks();
    }

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        try (var _ = EventDeadline.of(context)) {
            run();
        }
        return null;
    }

    private void run() {
        deleteAccount.resume();
        finishEmailChange.resume();
        codeProvider.deleteUnconfirmed(clock.millis() - SIGN_UP.toMillis());
        listPurchases.repair();
        cancelUpload.abortForgotten();
        LOG.atInfo().addKeyValue("accountsDue", dueChecks.queueDue()).log();
    }
}
