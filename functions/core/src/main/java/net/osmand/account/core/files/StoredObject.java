package net.osmand.account.core.files;

import java.util.List;

/**
 * An object as S3 lists it.
 *
 * @param entries versions and delete markers, newest first as S3 lists them; the first one is current
 */
public record StoredObject(String objectKey, List<Entry> entries) {
    /**
     * One version or delete marker.
     *
     * @param version S3's version id
     * @param madeAt epoch milliseconds
     */
    public record Entry(String version, boolean isMarker, long madeAt) {}

    public StoredObject {
        entries = List.copyOf(entries);
    }

    /** Whether this version is there. */
    public boolean has(String version) {
        return entries.stream()
                .anyMatch(entry -> !entry.isMarker() && entry.version().equals(version));
    }

    /** Whether a delete marker is on it, from which the lifecycle rule counts. */
    public boolean isMarked() {
        return entries.stream().anyMatch(Entry::isMarker);
    }

    /** Whether it holds bytes; markers that are left alone are the lifecycle rule's. */
    public boolean hasBytes() {
        return entries.stream().anyMatch(entry -> !entry.isMarker());
    }

    /** When its newest entry was made, epoch milliseconds. */
    public long newest() {
        return entries.stream().mapToLong(Entry::madeAt).max().orElse(0);
    }
}
