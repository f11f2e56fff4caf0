package net.osmand.account.functions.events;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import net.osmand.account.aws.Adapters;
import net.osmand.account.aws.Platform;
import net.osmand.account.files.Sweep;
import net.osmand.account.files.Trash;
import net.osmand.account.identity.DeleteAccount;
import org.jspecify.annotations.Nullable;

/** Daily: finishes interrupted deletions, ends the trash, removes objects that no row names, recounts the usage. */
public final class SweepFunction implements RequestHandler<ScheduledEvent, @Nullable Void> {
    private final DeleteAccount deleteAccount;
    private final Trash trash;
    private final Sweep sweep;

    public SweepFunction() {
        this(Platform.ofProcess());
    }

    public SweepFunction(Platform platform) {
        var adapters = new Adapters(platform);
        deleteAccount = new DeleteAccount(
                adapters.accounts(), adapters.fileVersions(), adapters.fileContents(), adapters.codeIssuer());
        trash = EventsWiring.trash(platform, adapters);
        sweep = new Sweep(adapters.fileVersions(), adapters.fileContents(), platform.clock());
    }

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        deleteAccount.resume();
        trash.purgeEnded();
        sweep.all();
        return null;
    }
}
