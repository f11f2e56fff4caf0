package net.osmand.account.cloud.sync;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.osmand.account.cloud.api.FileKey;
import net.osmand.account.cloud.folder.Entry.Base;
import net.osmand.account.cloud.folder.Fingerprint;
import net.osmand.account.cloud.folder.Folder;
import net.osmand.account.cloud.folder.LocalFile;
import org.jspecify.annotations.Nullable;

/** Detects renamed files: a missing file whose content appears under another name. */
final class Renames {
    private final Folder folder;
    private final Map<FileKey, Base> missing;
    private final Map<Long, List<FileKey>> bySize = new HashMap<>();
    private final Set<FileKey> renamed = new HashSet<>();

    Renames(Folder folder, Map<FileKey, Base> missing) {
        this.folder = folder;
        this.missing = missing;
        missing.forEach((key, base) ->
                bySize.computeIfAbsent(base.size(), _ -> new ArrayList<>()).add(key));
    }

    /** Returns the old name of a new file, or null. Each old name is used only once. */
    @Nullable
    FileKey takeOldName(LocalFile file) throws IOException {
        var candidates = bySize.get(file.size());
        if (candidates == null || file.size() == 0) {
            return null;
        }
        var sha256 = Fingerprint.of(folder.resolve(file.path())).sha256();
        for (var key : candidates) {
            var base = missing.get(key);
            if (base != null && base.sha256().equals(sha256) && renamed.add(key)) {
                return key;
            }
        }
        return null;
    }

    boolean isRenamed(FileKey key) {
        return renamed.contains(key);
    }
}
