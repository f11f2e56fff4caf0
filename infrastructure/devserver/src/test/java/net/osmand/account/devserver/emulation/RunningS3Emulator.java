package net.osmand.account.devserver.emulation;

import java.nio.file.Path;
import java.time.Clock;
import net.osmand.account.devserver.time.LocalClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** An S3 emulator with one bucket and one object. */
abstract class RunningS3Emulator {
    static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
    static final String BUCKET = "files";
    static final String KEPT = "u/1/kept";

    final Path data;
    final LocalClock clock;
    S3Emulator emulator;
    S3Client s3;

    RunningS3Emulator(@TempDir Path folder) {
        data = folder.resolve("s3");
        clock = new LocalClock(folder.resolve("clock"), Clock.systemUTC());
        emulator = S3Emulator.start(data, clock::local);
        s3 = client();
    }

    @BeforeEach
    void anObject() {
        s3.createBucket(bucket -> bucket.bucket(BUCKET));
        s3.putBucketVersioning(put -> put.bucket(BUCKET)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        put(KEPT);
    }

    @AfterEach
    void stop() {
        s3.close();
        emulator.close();
    }

    final void put(String key) {
        s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString("bytes of " + key));
    }

    final String content(String key) {
        return s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asUtf8String();
    }

    final S3Client client() {
        return S3Client.builder()
                .endpointOverride(emulator.uri())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(CREDENTIALS)
                .build();
    }
}
