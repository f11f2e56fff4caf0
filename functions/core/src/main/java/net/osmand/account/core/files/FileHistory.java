package net.osmand.account.core.files;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.osmand.account.core.account.StorageBreakdown.Amount;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.values.FileCategory;
import net.osmand.account.core.values.FileKey;

/**
 * All versions of one file, newest first. The state of a file is derived from these rows alone, never from a cached
 * pointer: taking a deletion marker away restores the file (docs/protocol/files.md#trash).
 */
public record FileHistory(FileKey key, List<FileVersion> versions) {
    public FileHistory {
        versions = versions.stream()
                .sorted(Comparator.comparingLong(FileVersion::updateTime).reversed())
                .toList();
    }

    public Optional<FileVersion> newest() {
        return versions.stream().findFirst();
    }

    public boolean isTrashed() {
        return newest().filter(FileVersion::isDeletionMarker).isPresent();
    }

    /** What a new version with content does to this file. */
    public FileVersion.Status statusOfNext() {
        return versions.isEmpty() || isTrashed() ? FileVersion.Status.ADDED : FileVersion.Status.MODIFIED;
    }

    /** The newest version with content that is older. */
    public Optional<FileVersion> before(long updateTime) {
        return versions.stream()
                .filter(v -> v.updateTime() < updateTime && !v.isDeletionMarker())
                .findFirst();
    }

    public Optional<FileVersion> at(long updateTime) {
        return versions.stream().filter(v -> v.updateTime() == updateTime).findFirst();
    }

    public FileHistory with(FileVersion added) {
        var more = new ArrayList<>(versions);
        more.add(added);
        return new FileHistory(key, more);
    }

    public FileHistory without(FileVersion removed) {
        return new FileHistory(
                key, versions.stream().filter(v -> !v.equals(removed)).toList());
    }

    /** The objects that the versions name, each once: a restored file has two rows for one object. */
    public Stream<StoredContent> contents() {
        return versions.stream().flatMap(v -> v.content().stream()).distinct();
    }

    /** How the usage changes when these versions become those. */
    public UsageChange changeTo(FileHistory after) {
        var was = taken();
        var is = after.taken();
        var more = new Amount(is.files() - was.files(), is.bytes() - was.bytes(), is.gzipBytes() - was.gzipBytes());
        return new UsageChange(
                key.isFree(),
                FileCategory.of(key).category(),
                more,
                after.versionsWithContent() - versionsWithContent());
    }

    private Amount taken() {
        return newest().filter(v -> !v.isDeletionMarker())
                .map(v -> new Amount(1, v.size(), v.gzipSize()))
                .orElse(Amount.NONE);
    }

    private long versionsWithContent() {
        return versions.stream().filter(v -> !v.isDeletionMarker()).count();
    }
}
