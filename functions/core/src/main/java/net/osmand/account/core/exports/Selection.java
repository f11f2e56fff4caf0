package net.osmand.account.core.exports;

import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.values.FileCategory;
import net.osmand.account.core.values.FileKey;

/**
 * What a person chose to export.
 *
 * @param keys names of {@link FileCategory}s; empty for everything
 */
public record Selection(ArchiveFormat format, Optional<Set<String>> keys) {
    public Selection {
        keys = keys.map(Set::copyOf);
    }

    boolean has(FileKey key) {
        return keys.isEmpty() || keys.get().contains(FileCategory.of(key).name());
    }
}
