package net.osmand.account.devserver.emulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Requests that S3 refuses and S3Mock accepts, and the CORS rules of the bucket. */
class S3RequestsTest extends RunningS3Emulator {
    S3RequestsTest(@TempDir Path folder) {
        super(folder);
    }

    /** docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html. */
    @Test
    void onlyAPresignedAddressAsItWasSignedAndInTimeGivesTheObject() throws Exception {
        var name = "u/1/Šumava + 100% & more.gpx";
        put(name);
        var signed = presigned(name);

        assertThat(get(signed).statusCode()).isEqualTo(200);
        assertThat(get(signed).body()).isEqualTo("bytes of " + name);
        assertThat(get(signed.replaceFirst("\\?.*", "")).statusCode()).isEqualTo(403);
        assertThat(get(signed.replace("/u/1/", "/u/2/")).body()).contains("SignatureDoesNotMatch");
        assertThat(get(signed.replace("X-Amz-Expires=900", "X-Amz-Expires=901")).body())
                .contains("SignatureDoesNotMatch");
        assertThat(get(signed.replace("attachment", "inline")).body()).contains("SignatureDoesNotMatch");
        assertThat(get(signed.replaceFirst("X-Amz-Date=\\d{8}", "X-Amz-Date=20200101"))
                        .body())
                .contains("Request has expired");
    }

    @Test
    void aPresignedAddressExpiresByTheLocalClock() throws Exception {
        var signed = presigned(KEPT);
        untilTheNextSecond();
        clock.advance(Duration.ofMinutes(14));
        assertThat(get(signed).statusCode()).isEqualTo(200);

        clock.advance(Duration.ofMinutes(2));
        assertThat(get(signed).statusCode()).isEqualTo(403);
        assertThat(get(signed).body()).contains("<Code>AccessDenied</Code>", "Request has expired");
        assertThat(get(presigned(KEPT)).statusCode()).isEqualTo(200);
    }

    /** docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html: "all x-amz-* headers must be signed". */
    @Test
    void aPresignedAddressTakesNoUnsignedAmazonHeaders() throws Exception {
        var answer = get(presigned(KEPT), "X-Amz-Meta-Mine", "1", "X-Other", "2");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .contains("<Code>AccessDenied</Code>", "<HeadersNotSigned>x-amz-meta-mine</HeadersNotSigned>");
        assertThat(get(presigned(KEPT), "X-Other", "2").statusCode()).isEqualTo(200);
    }

    /** docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html. */
    @Test
    void browsersAreAnsweredByTheBucketsOwnRules() throws Exception {
        assertThat(preflight("https://a.example.org", "PUT", "content-type").body())
                .contains("<Code>AccessForbidden</Code>", "CORS is not enabled for this bucket");
        s3.putBucketCors(put -> put.bucket(BUCKET)
                .corsConfiguration(cors -> cors.corsRules(CORSRule.builder()
                        .allowedOrigins("https://*.example.org")
                        .allowedMethods("GET", "PUT")
                        .allowedHeaders("content-type", "x-amz-checksum-*")
                        .exposeHeaders("ETag")
                        .maxAgeSeconds(60)
                        .build())));

        var allowed = preflight("https://a.example.org", "PUT", "Content-Type, x-amz-checksum-sha256");
        assertThat(allowed.statusCode()).isEqualTo(200);
        assertThat(header(allowed, "access-control-allow-origin")).isEqualTo("https://a.example.org");
        assertThat(header(allowed, "access-control-allow-methods")).isEqualTo("GET, PUT");
        assertThat(header(allowed, "access-control-allow-headers")).isEqualTo("Content-Type, x-amz-checksum-sha256");
        assertThat(header(allowed, "access-control-expose-headers")).isEqualTo("ETag");
        assertThat(header(allowed, "access-control-max-age")).isEqualTo("60");
        for (var refused : List.of(
                preflight("https://example.com", "PUT", "content-type"),
                preflight("https://a.example.org", "DELETE", "content-type"),
                preflight("https://a.example.org", "PUT", "x-amz-acl"))) {
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("<Code>AccessForbidden</Code>", "This CORS request is not allowed");
            assertThat(refused.headers().firstValue("access-control-allow-origin"))
                    .isEmpty();
        }
        assertThat(header(get(presigned(KEPT), "Origin", "https://a.example.org"), "access-control-allow-origin"))
                .isEqualTo("https://a.example.org");
        var stranger = get(presigned(KEPT), "Origin", "https://example.com");
        assertThat(stranger.statusCode()).isEqualTo(200);
        assertThat(stranger.headers().firstValue("access-control-allow-origin")).isEmpty();
    }

    private HttpResponse<String> preflight(String origin, String method, String headers) throws Exception {
        return send(HttpRequest.newBuilder(emulator.uri().resolve("/" + BUCKET + "/" + KEPT))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .headers(
                        "Origin", origin,
                        "Access-Control-Request-Method", method,
                        "Access-Control-Request-Headers", headers));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /** Timestamps of signatures have the precision of a second. */
    private static void untilTheNextSecond() throws InterruptedException {
        Thread.sleep(1_001 - Instant.now().toEpochMilli() % 1_000);
    }

    private String presigned(String key) {
        try (var presigner = S3Presigner.builder()
                .endpointOverride(emulator.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build()) {
            return presigner
                    .presignGetObject(presign -> presign.signatureDuration(Duration.ofMinutes(15))
                            .getObjectRequest(get -> get.bucket(BUCKET)
                                    .key(key)
                                    .responseContentDisposition("attachment; filename*=UTF-8''a%20b")))
                    .url()
                    .toString();
        }
    }

    private static HttpResponse<String> get(String address, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
