package net.osmand.account.functions.events;

import java.time.Duration;
import net.osmand.account.aws.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.files.Trash;

/** What the events of the trash share. */
final class EventsWiring {
    private EventsWiring() {}

    static Trash trash(LambdaEnvironment platform, Application adapters) {
        return new Trash(
                adapters.fileVersions(),
                adapters.fileContents(),
                platform.clock(),
                Duration.ofDays(Long.parseLong(platform.variable("TRASH_DAYS"))));
    }
}
