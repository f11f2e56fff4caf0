package net.osmand.account.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import net.osmand.account.aws.StubServer;
import net.osmand.account.core.files.ContentMissingException;
import net.osmand.account.core.values.StoredContent;
import net.osmand.account.core.values.UnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a copy is never sent twice, whatever the response, and that large objects are copied in parts. */
class ObjectCopiesTest {
    private static final StoredContent SOURCE = new StoredContent("u/1/20261130-a", "v1");
    private static final String KEY = "u/1/20261130-b";

    private final List<String> calls = new CopyOnWriteArrayList<>();

    @Test
    void aSmallObjectIsOneCallAndHasTheVersionOfTheAnswer() throws IOException {
        try (var s3 = new StubServer((_, exchange, _) -> answer(exchange))) {
            var copy = new ObjectCopies(s3.clients().s3Copies(), "bucket").copy(SOURCE, 100, KEY, 100, 40);

            assertThat(copy).isEqualTo(new StoredContent(KEY, "copied"));
            assertThat(calls).containsExactly("PUT / u/1/20261130-a?versionId=v1 null null null");
        }
    }

    @Test
    void aLargeOneGoesInPartsWhoseObjectHasItsHeadersSetAgain() throws IOException {
        try (var s3 = new StubServer((_, exchange, _) -> answer(exchange))) {
            var copy = new ObjectCopies(s3.clients().s3Copies(), "bucket").copy(SOURCE, 100, KEY, 99, 40);

            assertThat(copy).isEqualTo(new StoredContent(KEY, "copied"));
            assertThat(calls.getFirst()).isEqualTo("POST /uploads null null gzip application/octet-stream");
            assertThat(calls.getLast()).startsWith("POST /uploadId=up ");
            assertThat(calls.subList(1, 4))
                    .containsExactlyInAnyOrder(
                            "PUT /partNumber=1&uploadId=up u/1/20261130-a?versionId=v1 bytes=0-39 null null",
                            "PUT /partNumber=2&uploadId=up u/1/20261130-a?versionId=v1 bytes=40-79 null null",
                            "PUT /partNumber=3&uploadId=up u/1/20261130-a?versionId=v1 bytes=80-99 null null");
            assertThat(calls).hasSize(5);
        }
    }

    /** A delayed first attempt could become the current version after the one that a second attempt recorded. */
    @ParameterizedTest
    @ValueSource(ints = {500, 503, 0})
    void aCopyIsNeverSentTwice(int status) throws IOException {
        try (var s3 = new StubServer((_, exchange, _) -> {
            if (status != 0) {
                StubServer.send(exchange, status, "");
            }
        })) {
            var copies = new ObjectCopies(s3.clients().s3Copies(), "bucket");

            assertThatThrownBy(() -> copies.copy(SOURCE, 100, KEY, 100, 40)).isInstanceOf(UnavailableException.class);
            assertThat(s3.attempts()).isEqualTo(1);
        }
    }

    @Test
    void aSourceThatIsNotThereIsMissing() throws IOException {
        try (var s3 = StubServer.json(404, "<Error><Code>NoSuchVersion</Code></Error>")) {
            var copies = new ObjectCopies(s3.clients().s3Copies(), "bucket");

            assertThatThrownBy(() -> copies.copy(SOURCE, 100, KEY, 100, 40))
                    .isInstanceOf(ContentMissingException.class);
        }
    }

    /** {@code DELETE} aborts the multipart upload, so that its parts cost nothing. */
    @Test
    void partsThatFailAreThrownAway() throws IOException {
        try (var s3 = new StubServer((_, exchange, _) -> {
            var isPart = exchange.getRequestURI().toString().contains("partNumber=2");
            if (isPart) {
                StubServer.send(exchange, 404, "<Error><Code>NoSuchVersion</Code></Error>");
            } else {
                answer(exchange);
            }
        })) {
            var copies = new ObjectCopies(s3.clients().s3Copies(), "bucket");

            assertThatThrownBy(() -> copies.copy(SOURCE, 100, KEY, 99, 40)).isInstanceOf(ContentMissingException.class);
            assertThat(calls.getLast()).startsWith("DELETE /uploadId=up ");
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var query = String.valueOf(exchange.getRequestURI().getRawQuery());
        calls.add(String.join(
                " ",
                exchange.getRequestMethod(),
                "/" + (query.equals("null") ? "" : query),
                String.valueOf(headers.getFirst("x-amz-copy-source")).replaceFirst("^/?bucket/", ""),
                String.valueOf(headers.getFirst("x-amz-copy-source-range")),
                String.valueOf(headers.getFirst("Content-Encoding")),
                String.valueOf(headers.getFirst("Content-Type"))));
        var body = (query.equals("uploads")
                        ? "<InitiateMultipartUploadResult><UploadId>up</UploadId></InitiateMultipartUploadResult>"
                        : "<CopyPartResult><ETag>e</ETag></CopyPartResult>")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("x-amz-version-id", "copied");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }
}
