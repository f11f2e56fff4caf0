package net.osmand.account.functions.events;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import net.osmand.account.aws.Adapters;
import net.osmand.account.aws.Platform;
import net.osmand.account.codes.CodeIssuer;
import net.osmand.account.files.Sweep;
import net.osmand.account.files.Sweep.Swept;
import net.osmand.account.files.Trash;
import net.osmand.account.http.EventDeadline;
import net.osmand.account.http.Json;
import net.osmand.account.identity.DeleteAccount;
import net.osmand.account.identity.FinishEmailChange;
import net.osmand.account.purchases.ListPurchases;
import net.osmand.account.uploads.AbandonUpload;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Daily: finishes interrupted deletions and changes of address, gives up sign-ups that nobody confirmed, ends the trash and
 * uploads that nobody completed, and puts right what kills left behind. One account's failure keeps no other from being swept; it fails the event at the
 * end, so that it is seen and tried again.
 */
public final class SweepFunction implements RequestHandler<ScheduledEvent, @Nullable Void> {
    private static final Logger LOG = LoggerFactory.getLogger(SweepFunction.class);

    /** Sign-ups that were not confirmed by then are given up. */
    private static final Duration SIGN_UP = Duration.ofDays(7);

    private final DeleteAccount deleteAccount;
    private final FinishEmailChange finishEmailChange;
    private final CodeIssuer codeIssuer;
    private final Clock clock;
    private final Trash trash;
    private final AbandonUpload abandonUpload;
    private final Sweep sweep;
    private final ListPurchases listPurchases;

    public SweepFunction() {
        this(Platform.ofProcess());
    }

    public SweepFunction(Platform platform) {
        var adapters = new Adapters(platform);
        deleteAccount = new DeleteAccount(
                adapters.accounts(),
                adapters.fileVersions(),
                adapters.fileContents(),
                adapters.codeIssuer(),
                adapters.unlinkPurchases(),
                adapters.outbox(),
                platform.clock());
        finishEmailChange = new FinishEmailChange(
                adapters.accounts(),
                adapters.pendingCodes(),
                adapters.codeIssuer(),
                adapters.sessions(),
                adapters.outbox(),
                platform.clock());
        codeIssuer = adapters.codeIssuer();
        clock = platform.clock();
        trash = EventsWiring.trash(platform, adapters);
        listPurchases = adapters.listPurchases();
        abandonUpload = new AbandonUpload(adapters.uploads(), adapters.transfers(), platform.clock());
        sweep = new Sweep(
                adapters.fileVersions(), adapters.fileContents(), trash, abandonUpload::sweep, platform.clock());
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
        codeIssuer.deleteUnconfirmed(clock.millis() - SIGN_UP.toMillis());
        trash.purgeEnded();
        listPurchases.repair();
        abandonUpload.abortForgotten();
        var swept = Swept.NOTHING;
        var failures = new ArrayList<RuntimeException>();
        for (var account : sweep.accounts()) {
            try {
                swept = swept.plus(sweep.account(account));
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        // contentsMissing above nothing is an alarm: bytes are gone that a row still names.
        LOG.info("{}", Json.line(swept));
        if (!failures.isEmpty()) {
            var failed = new IllegalStateException(failures.size() + " accounts could not be swept");
            failures.forEach(failed::addSuppressed);
            throw failed;
        }
    }
}
