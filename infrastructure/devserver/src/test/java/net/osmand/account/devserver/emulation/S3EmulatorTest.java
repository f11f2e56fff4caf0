package net.osmand.account.devserver.emulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.osmand.account.devserver.time.LocalClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What S3Mock keeps on disk is whole at any moment, and what a kill left undone is gone at the next start. */
class S3EmulatorTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
    private static final String BUCKET = "files";
    private static final String KEPT = "u/1/kept";

    private final Path data;
    private final LocalClock clock;
    private S3Emulator emulator;
    private S3Client s3;

    S3EmulatorTest(@TempDir Path folder) {
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

    @Test
    @Tag("thorough")
    void noReaderOfTheFolderEverFindsHalfAFile() throws IOException {
        var done = new AtomicBoolean();
        var puts = CompletableFuture.runAsync(() -> IntStream.range(0, 60)
                        .parallel()
                        .forEach(i -> {
                            put("u/1/" + i);
                            s3.deleteObject(delete -> delete.bucket(BUCKET).key("u/1/" + i));
                        }))
                .whenComplete((_, _) -> done.set(true));
        var looks = 0;
        while (!done.get()) {
            assertThat(JSON.readTree(bucketFile().toFile()).path("objects").isObject())
                    .isTrue();
            looks++;
        }
        puts.join();
        assertThat(looks).isGreaterThan(60);
        assertThat(JSON.readTree(bucketFile().toFile()).path("objects")).hasSize(61);
    }

    @Test
    @Tag("thorough")
    void whatAKillLeftUndoneIsGoneAtTheNextStart() throws IOException {
        put("u/1/deleting");
        put("u/1/putting");
        stop();

        // A put that noted its key and no more, one that noted its version, a deletion half through, a marker begun.
        var known = (ObjectNode) JSON.readTree(bucketFile().toFile());
        known.withObject("/objects").put("u/1/noted", UUID.randomUUID().toString());
        JSON.writeValue(bucketFile().toFile(), known);
        delete("u/1/putting", "-objectMetadata.json");
        Files.writeString(folder("u/1/putting").resolve("123-objectMetadata.json.new"), "{\"ke");
        delete("u/1/deleting", "-binaryData");
        var versionsFile = folder(KEPT).resolve("versions.json").toFile();
        var versions = (ObjectNode) JSON.readTree(versionsFile);
        versions.withArray("versions").add(UUID.randomUUID().toString());
        JSON.writeValue(versionsFile, versions);

        emulator = S3Emulator.start(data, clock::local);
        s3 = client();
        assertThat(keys()).containsExactly(KEPT);
        assertThat(content(KEPT)).isEqualTo("bytes of " + KEPT);
        put("u/1/noted");
        put("u/1/putting");
        s3.deleteObject(delete -> delete.bucket(BUCKET).key(KEPT));
        var list = s3.listObjectVersions(l -> l.bucket(BUCKET));
        assertThat(list.deleteMarkers()).hasSize(1);
        assertThat(list.versions()).hasSize(3);
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

    /** Stamps of signatures are cut to the second. */
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

    private void put(String key) {
        s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString("bytes of " + key));
    }

    private String content(String key) {
        return s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asUtf8String();
    }

    private List<String> keys() {
        return s3.listObjectsV2(list -> list.bucket(BUCKET)).contents().stream()
                .map(object -> object.key())
                .toList();
    }

    private Path bucketFile() {
        return data.resolve(BUCKET).resolve("bucketMetadata.json");
    }

    private Path folder(String key) throws IOException {
        return data.resolve(BUCKET)
                .resolve(JSON.readTree(bucketFile().toFile())
                        .path("objects")
                        .path(key)
                        .asText());
    }

    private void delete(String key, String end) throws IOException {
        try (Stream<Path> files = Files.list(folder(key))) {
            for (var file : files.filter(file -> file.toString().endsWith(end)).toList()) {
                Files.delete(file);
            }
        }
    }

    private S3Client client() {
        return S3Client.builder()
                .endpointOverride(emulator.uri())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(CREDENTIALS)
                .build();
    }
}
