package net.osmand.account.cloud.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.osmand.account.cloud.api.CloudApi;
import net.osmand.account.cloud.api.FileKey;
import net.osmand.account.cloud.api.RemoteFile;
import net.osmand.account.cloud.api.RetryingExchange.Sleeper;
import net.osmand.account.cloud.archive.ArchiveFile.Item;
import net.osmand.account.cloud.sync.DirectStore;
import net.osmand.account.cloud.sync.DirectStore.Outcome;
import net.osmand.account.cloud.sync.DirectStore.Source;
import net.osmand.account.cloud.sync.Events;

/** Stores the files of an archive in the cloud. Skips files whose content is already there. */
public final class ArchiveImport {
    private final CloudApi api;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Events events;

    public ArchiveImport(CloudApi api, Clock clock, Sleeper sleeper, Events events) {
        this.api = api;
        this.clock = clock;
        this.sleeper = sleeper;
        this.events = events;
    }

    /** Imports the files of the given types, or of all types if none is given. */
    public Outcome run(Path archive, Set<String> types) {
        try (var file = ArchiveFile.open(archive);
                var store = DirectStore.open(api, clock, sleeper, events)) {
            var sources = new ArrayList<Source>();
            for (var item : file.items()) {
                if (types.isEmpty() || types.contains(item.key().type())) {
                    sources.addAll(sources(file, item));
                }
            }
            return store.store(sources, rows());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<FileKey, RemoteFile> rows() {
        var rows = new HashMap<FileKey, RemoteFile>();
        api.list().forEach(row -> rows.put(row.key(), row));
        return rows;
    }

    private static List<Source> sources(ArchiveFile file, Item item) {
        var time = item.entry().getLastModifiedTime();
        var modified = time == null ? FileTime.fromMillis(0) : time;
        var content = new Source(item.key(), modified, target -> {
            try (var in = file.zip().getInputStream(item.entry())) {
                Files.copy(in, target);
            }
        });
        var companion = item.companion();
        if (companion == null) {
            return List.of(content);
        }
        var bytes = companion.getBytes(StandardCharsets.UTF_8);
        return List.of(content, new Source(item.companionKey(), modified, target -> Files.write(target, bytes)));
    }
}
