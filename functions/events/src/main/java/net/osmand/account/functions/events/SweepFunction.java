package net.osmand.account.functions.events;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.time.Clock;
import java.time.Duration;
import net.osmand.account.aws.Adapters;
import net.osmand.account.aws.Platform;
import net.osmand.account.codes.CodeIssuer;
import net.osmand.account.files.Sweep;
import net.osmand.account.files.Trash;
import net.osmand.account.identity.DeleteAccount;
import net.osmand.account.identity.FinishEmailChange;
import net.osmand.account.purchases.ListPurchases;
import org.jspecify.annotations.Nullable;

/** Daily: finishes interrupted deletions and changes of address, gives up sign-ups that nobody confirmed, ends the trash, removes objects that no row names, recounts the usage. */
public final class SweepFunction implements RequestHandler<ScheduledEvent, @Nullable Void> {
    /** Sign-ups that were not confirmed by then are given up. */
    private static final Duration SIGN_UP = Duration.ofDays(7);

    private final DeleteAccount deleteAccount;
    private final FinishEmailChange finishEmailChange;
    private final CodeIssuer codeIssuer;
    private final Clock clock;
    private final Trash trash;
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
                adapters.unlinkPurchases());
        finishEmailChange = new FinishEmailChange(
                adapters.accounts(), adapters.pendingCodes(), adapters.codeIssuer(), adapters.sessions());
        codeIssuer = adapters.codeIssuer();
        clock = platform.clock();
        trash = EventsWiring.trash(platform, adapters);
        listPurchases = adapters.listPurchases();
        sweep = new Sweep(adapters.fileVersions(), adapters.fileContents(), platform.clock());
    }

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        deleteAccount.resume();
        finishEmailChange.resume();
        codeIssuer.deleteUnconfirmed(clock.millis() - SIGN_UP.toMillis());
        trash.purgeEnded();
        listPurchases.repair();
        sweep.all();
        return null;
    }
}
