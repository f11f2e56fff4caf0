package net.osmand.account.functions.events;

import java.time.Duration;
import net.osmand.account.aws.Adapters;
import net.osmand.account.aws.Platform;
import net.osmand.account.files.Trash;

/** What the events of the trash share. */
final class EventsWiring {
    private EventsWiring() {}

    static Trash trash(Platform platform, Adapters adapters) {
        return new Trash(
                adapters.fileVersions(),
                adapters.fileContents(),
                platform.clock(),
                Duration.ofDays(Long.parseLong(platform.variable("TRASH_DAYS"))));
    }
}
