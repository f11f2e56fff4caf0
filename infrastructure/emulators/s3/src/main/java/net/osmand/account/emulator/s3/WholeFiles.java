package net.osmand.account.emulator.s3;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands in S3Mock for the mapper by which it keeps what it knows of buckets, objects and versions. S3Mock 5.2.0 writes these
 * files in place, the bucket's with every put, so that a kill leaves half a file and loses every object of the bucket; here each
 * is replaced as a whole.
 */
@Primary
public final class WholeFiles extends JsonMapper {
    private static final long serialVersionUID = 1;

    /** Made by Spring, with all that S3Mock's own mapper would have. */
    public WholeFiles(JsonMapper.Builder settings) {
        super(settings);
    }

    @Override
    public void writeValue(File file, Object value) {
        Path whole = file.toPath();
        try {
            // Requests write the same file at the same time where S3Mock takes no lock.
            Path fresh = Files.createTempFile(whole.getParent(), file.getName(), ".new");
            super.writeValue(fresh.toFile(), value);
            Files.move(fresh, whole, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
