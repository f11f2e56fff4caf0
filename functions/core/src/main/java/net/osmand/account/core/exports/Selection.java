package net.osmand.account.core.exports;

import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.values.FileCategory;
import net.osmand.account.core.values.FileKey;

/**
 * The files that a user selected for an export.
 *
 * @param keys names of {@link FileCategory}s; empty for all files
 */
public record Selection(ArchiveFormat format, Optional<Set<String>> keys) {
    public Selection {
        keys = keys.map(Set::copyOf);
    }

    boolean has(FileKey key) {
        return keys.isEmpty() || keys.get().contains(FileCategory.of(key).name());
    }
}
