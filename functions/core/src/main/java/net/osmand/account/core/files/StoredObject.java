package net.osmand.account.core.files;

import java.util.List;

/**
 * An object as S3 lists it.
 *
 * @param entries versions and delete markers, newest first; the first one is current
 */
public record StoredObject(String objectKey, List<Entry> entries) {
    /**
     * One version or delete marker.
     *
     * @param version S3 version id
     * @param madeAt creation time, epoch milliseconds
     */
    public record Entry(String version, boolean isMarker, long madeAt) {}

    public StoredObject {
        entries = List.copyOf(entries);
    }

    /** Whether the object has this version. */
    public boolean has(String version) {
        return entries.stream()
                .anyMatch(entry -> !entry.isMarker() && entry.version().equals(version));
    }

    /** Whether the object has a delete marker. The lifecycle rule counts from it. */
    public boolean isMarked() {
        return entries.stream().anyMatch(Entry::isMarker);
    }

    /**
     * Whether the object has a version with bytes. The lifecycle rule removes delete markers that remain without
     * versions.
     */
    public boolean hasBytes() {
        return entries.stream().anyMatch(entry -> !entry.isMarker());
    }

    /** Returns the creation time of the newest entry, epoch milliseconds. */
    public long newest() {
        return entries.stream().mapToLong(Entry::madeAt).max().orElse(0);
    }
}
