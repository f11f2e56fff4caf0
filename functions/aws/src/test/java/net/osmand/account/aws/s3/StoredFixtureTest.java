package net.osmand.account.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import net.osmand.account.aws.OneAnswer;
import net.osmand.account.core.files.GzipContent;
import net.osmand.account.core.values.StoredContent;
import org.junit.jupiter.api.Test;

/**
 * Tests an object as a stack stored it in November 2026, with the response headers of the bucket. Its row is
 * {@code version-of-object.json}.
 */
class StoredFixtureTest {
    private static final StoredContent CONTENT =
            new StoredContent("u/128025758/57dd7b454c4fcda871b788181a760c38", "452437ae-898b-4761-b7c2-b3552933c74d");

    @Test
    void anObjectIsReadAsTheGzipThatItIs() throws IOException {
        var headers = Map.of(
                "Content-Type", "application/octet-stream",
                "Content-Encoding", "gzip",
                "ETag", "\"8a14d6fc60def83ca25c7a850b11973c\"",
                "x-amz-version-id", CONTENT.objectVersion());
        try (var object = StoredFixtureTest.class.getResourceAsStream("/fixtures/object.gz");
                var s3 = new OneAnswer(headers, Objects.requireNonNull(object).readAllBytes())) {
            var clients = s3.clients();
            var random = new SecureRandom();
            var keys = new ObjectKeys(Clock.systemUTC(), random);
            var gzip = new S3FileContents(clients.s3(), clients.s3Copies(), clients.presigner(), "bucket", keys, random)
                    .read(CONTENT);
            assertThat(gzip).hasSize(54);
            assertThat(GzipContent.read(gzip)).isEqualTo(new GzipContent(39, 117_483_924L, 10));
        }
    }
}
