package net.osmand.account.archive;

import java.util.Optional;
import java.util.Set;
import net.osmand.account.files.ExportKey;
import net.osmand.account.files.FileKey;

/**
 * What a person chose to export.
 *
 * @param keys names of {@link ExportKey}s; empty for everything
 */
public record Selection(ArchiveFormat format, Optional<Set<String>> keys) {
    public Selection {
        keys = keys.map(Set::copyOf);
    }

    boolean has(FileKey key) {
        return keys.isEmpty() || keys.get().contains(ExportKey.of(key).name());
    }
}
