package net.osmand.account.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the extraction of the file from a multipart body. */
class UploadBodyTest {
    private static final String GZIP = "\u001f\u008b\b\0content\r\n--other";

    @TempDir
    Path folder;

    private Spool spool;

    @BeforeEach
    void open() throws Exception {
        spool = Spool.open(folder, 1 << 24, 0);
    }

    @AfterEach
    void close() throws Exception {
        assertThat(spool.bytes()).isZero();
        spool.close();
    }

    @Test
    void findsTheFileAndItsDigest() throws Exception {
        assertThat(content(
                        "multipart/form-data; boundary=b",
                        "--b\r\ncontent-disposition: form-data; name=\"file\"\r\n\r\n%s\r\n--b--\r\n"))
                .isEqualTo(GZIP);
    }

    @Test
    void acceptsLineFeedsAndQuotesInTheFileName() throws Exception {
        assertThat(content("multipart/form-data; boundary=\"b\"", """
                        --b\r
                        Content-Disposition: form-data; name="file"; filename="a
                        "b".gz"\r
                        Content-Type: x/y\r
                        \r
                        %s\r
                        --b--""")).isEqualTo(GZIP);
    }

    @Test
    void prefersThePartNamedFile() throws Exception {
        assertThat(content("multipart/form-data; boundary=b", """
                        --b\r
                        Content-Disposition: form-data; name="a"\r
                        \r
                        \u001f\u008b\bfirst\r
                        --b\r
                        Content-Disposition: form-data; name="file"\r
                        \r
                        %s\r
                        --b--\r
                        epilogue""")).isEqualTo(GZIP);
    }

    @Test
    void takesTheFirstPartIfNoneIsNamedFile() throws Exception {
        assertThat(content(
                        "multipart/form-data; boundary=b",
                        "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n%s\r\n--b--\r\n"))
                .isEqualTo(GZIP);
    }

    @Test
    void refusesBodiesThatEndTooEarly() {
        assertNotGzip(
                "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n%s");
        assertNotGzip("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"");
        assertNotGzip("multipart/form-data; boundary=b", "--b--\r\n");
    }

    @Test
    void refusesBodiesWithoutABoundary() {
        assertNotGzip("multipart/form-data", "%s");
        assertNotGzip("multipart/form-data; boundary=other", "--b\r\n\r\n%s\r\n--b--\r\n");
    }

    @Test
    void refusesFilesAboveTheLimit() {
        assertThatThrownBy(
                        () -> read("multipart/form-data; boundary=b", "--b\r\nx: name=file\r\n\r\n%s\r\n--b--\r\n", 5))
                .isInstanceOfSatisfying(
                        RelayException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(108));
    }

    private void assertNotGzip(String contentType, String template) {
        assertThatThrownBy(() -> read(contentType, template, 1 << 20))
                .isInstanceOfSatisfying(
                        RelayException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(107));
    }

    private String content(String contentType, String template) throws Exception {
        try (var body = read(contentType, template, 1 << 20)) {
            var bytes = body.content().read(0, body.content().size()).readAllBytes();
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            assertThat(body.digests()).containsExactly(Base64.getEncoder().encodeToString(digest));
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /** Parses a body whose first half is already in a file. */
    private UploadBody read(String contentType, String template, long most) throws Exception {
        var bytes = template.formatted(GZIP).getBytes(StandardCharsets.ISO_8859_1);
        try (var head = spool.newFile()) {
            head.write(bytes, 0, bytes.length / 2);
            var rest = new ByteArrayInputStream(bytes, bytes.length / 2, bytes.length);
            return UploadBody.read(head, rest, contentType, spool, most);
        }
    }
}
