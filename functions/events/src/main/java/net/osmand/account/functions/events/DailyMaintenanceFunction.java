package net.osmand.account.functions.events;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.codes.CodeProvider;
import net.osmand.account.core.deletion.DeleteAccount;
import net.osmand.account.core.files.DailyMaintenance;
import net.osmand.account.core.files.DailyMaintenance.Swept;
import net.osmand.account.core.files.Trash;
import net.osmand.account.core.purchases.ListPurchases;
import net.osmand.account.core.signin.FinishEmailChange;
import net.osmand.account.core.uploads.CancelUpload;
import net.osmand.account.lambda.EventDeadline;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Daily: finishes interrupted deletions and changes of address, gives up sign-ups that nobody confirmed, ends the trash and
 * uploads that nobody completed, and puts right what kills left behind. One account's failure keeps no other from being swept; it fails the event at the
 * end, so that it is seen and tried again.
 */
public final class DailyMaintenanceFunction implements RequestHandler<ScheduledEvent, @Nullable Void> {
    private static final Logger LOG = LoggerFactory.getLogger(DailyMaintenanceFunction.class);

    /** Sign-ups that were not confirmed by then are given up. */
    private static final Duration SIGN_UP = Duration.ofDays(7);

    private final DeleteAccount deleteAccount;
    private final FinishEmailChange finishEmailChange;
    private final CodeProvider codeProvider;
    private final Clock clock;
    private final Trash trash;
    private final CancelUpload cancelUpload;
    private final DailyMaintenance maintenance;
    private final ListPurchases listPurchases;

    public DailyMaintenanceFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public DailyMaintenanceFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        deleteAccount = application.deleteAccount();
        finishEmailChange = application.finishEmailChange();
        codeProvider = application.codeProvider();
        clock = application.clock();
        trash = application.files().trash();
        listPurchases = application.purchases().list();
        cancelUpload = application.files().cancelUpload();
        maintenance = application.files().dailyMaintenance();
    }

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        try (var _ = EventDeadline.of(context)) {
            sweep();
        }
        return null;
    }

    private void sweep() {
        deleteAccount.resume();
        finishEmailChange.resume();
        codeProvider.deleteUnconfirmed(clock.millis() - SIGN_UP.toMillis());
        trash.purgeEnded();
        listPurchases.repair();
        cancelUpload.abortForgotten();
        var swept = Swept.NOTHING;
        var failures = new ArrayList<RuntimeException>();
        for (var account : maintenance.accounts()) {
            try {
                swept = swept.plus(maintenance.account(account));
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        // contentsMissing above nothing is an alarm: bytes are gone that a row still names.
        LOG.atInfo()
                .addKeyValue("trashEnded", swept.trashEnded())
                .addKeyValue("objectsRestored", swept.objectsRestored())
                .addKeyValue("objectsTrashed", swept.objectsTrashed())
                .addKeyValue("objectsRemoved", swept.objectsRemoved())
                .addKeyValue("usagesCorrected", swept.usagesCorrected())
                .addKeyValue("contentsMissing", swept.contentsMissing())
                .log();
        if (!failures.isEmpty()) {
            var failed = new IllegalStateException(failures.size() + " accounts could not be swept");
            failures.forEach(failed::addSuppressed);
            throw failed;
        }
    }
}
