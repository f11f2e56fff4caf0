package net.osmand.account.cloud.sync;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.cloud.folder.Entry;
import net.osmand.account.cloud.folder.Entry.Base;
import net.osmand.account.cloud.folder.Folder;

/** The contents of the folder. A file that was renamed in the cloud is copied from here instead of downloaded. */
final class LocalContents implements Downloader.LocalCopies {
    private final Folder folder;
    private final Map<Long, List<Base>> bySize = new HashMap<>();

    LocalContents(Folder folder, List<Entry> entries) {
        this.folder = folder;
        for (var entry : entries) {
            var base = entry.base();
            if (base != null && base.kept()) {
                bySize.computeIfAbsent(base.size(), _ -> new ArrayList<>()).add(base);
            }
        }
    }

    @Override
    public boolean hasSize(long size) {
        return bySize.containsKey(size);
    }

    @Override
    public Optional<Path> find(long size, long crc32) {
        return bySize.getOrDefault(size, List.of()).stream()
                .filter(base -> base.crc32() == crc32 && isUnchanged(base))
                .map(base -> folder.resolve(base.path()))
                .findFirst();
    }

    private boolean isUnchanged(Base base) {
        try {
            return folder.look(base.path())
                    .filter(file -> file.size() == base.size() && file.modified() == base.modified())
                    .isPresent();
        } catch (IOException _) {
            return false;
        }
    }
}
