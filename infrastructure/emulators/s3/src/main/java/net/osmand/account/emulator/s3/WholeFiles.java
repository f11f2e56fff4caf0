package net.osmand.account.emulator.s3;

import com.adobe.testing.s3mock.s3.model.BucketMetadata;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.json.JsonMapper;

/**
 * Replaces S3Mock's JSON mapper, for two reasons.
 * <ul>
 * <li>S3Mock 5.2.0 overwrites its metadata files in place, the bucket's with every put. A crash could leave half a file
 *     and lose every object of the bucket. Here each write is atomic.
 * <li>S3Mock parses the bucket's file, which lists all its objects, several times in each request. Here it is parsed
 *     again only if it has changed.
 * </ul>
 */
@Primary
public final class WholeFiles extends JsonMapper {
    private static final long serialVersionUID = 1;

    private final transient Map<Path, Known> buckets = new ConcurrentHashMap<>();

    private record Stamp(Object file, Object time, long size) {}

    private record Known(Stamp stamp, BucketMetadata bucket) {}

    /** Called by Spring with the settings of S3Mock's own mapper. */
    public WholeFiles(JsonMapper.Builder settings) {
        super(settings);
    }

    /** Returns a new object each time, because S3Mock changes it. S3Mock locks the bucket for reads and writes. */
    @Override
    public <T> T readValue(File file, Class<T> type) {
        if (type != BucketMetadata.class) {
            return super.readValue(file, type);
        }
        var stamp = stamp(file.toPath());
        var known = buckets.get(file.toPath());
        if (known == null || !known.stamp.equals(stamp)) {
            known = new Known(stamp, super.readValue(file, BucketMetadata.class));
            buckets.put(file.toPath(), known);
        }
        return type.cast(copy(known.bucket));
    }

    @Override
    public void writeValue(File file, Object value) {
        Path whole = file.toPath();
        try {
            // S3Mock takes no lock for objects, so requests may write the same file concurrently.
            Path fresh = Files.createTempFile(whole.getParent(), file.getName(), ".new");
            super.writeValue(fresh.toFile(), value);
            Files.move(fresh, whole, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        if (value instanceof BucketMetadata bucket) {
            buckets.put(whole, new Known(stamp(whole), copy(bucket)));
        }
    }

    private static Stamp stamp(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(
                    String.valueOf(attributes.fileKey()), attributes.lastModifiedTime(), attributes.size());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static BucketMetadata copy(BucketMetadata bucket) {
        return new BucketMetadata(
                bucket.getName(),
                bucket.getCreationDate(),
                bucket.getVersioningConfiguration(),
                bucket.getObjectLockConfiguration(),
                bucket.getBucketLifecycleConfiguration(),
                bucket.getObjectOwnership(),
                bucket.getPath(),
                bucket.getBucketRegion(),
                bucket.getBucketInfo(),
                bucket.getLocationInfo(),
                new HashMap<>(bucket.getObjects()));
    }
}
