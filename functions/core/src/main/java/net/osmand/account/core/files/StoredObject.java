package net.osmand.account.core.files;

import java.util.Set;

/**
 * An object as S3 has it.
 *
 * @param versions S3's version ids that still hold bytes
 * @param marked whether a delete marker lies on it, from which the lifecycle rule counts
 */
public record StoredObject(Set<String> versions, boolean marked) {
    public boolean has(StoredContent content) {
        return versions.contains(content.objectVersion());
    }
}
