package net.osmand.account.lambda;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MultipartTest {
    private static final String B = "CowMooCowMooCowCowCow";
    private static final String TYPE = "multipart/form-data; boundary=" + B;
    private static final byte[] CONTENT = {0x1f, (byte) 0x8b, 8, 0, 13, 10, 13, 10, '-', '-', -1, 0};

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tracks/a b.gpx.gz",
                "favorites-Cafés 🚲.gpx",
                "name with\nline feed.gpx",
                "name with\r\nline break.gpx",
                "name with\r\n\r\nblank line.gpx",
                "name with\n\nblank line.gpx",
                "says \"hello\" and 'bye'.gpx",
                "\"; name=\"other",
                "--" + B + "--",
                ""
            })
    void anyFileNameOfTheAppsIsReadOver(String fileName) {
        var header = "content-disposition: form-data; name=\"file\"; filename=\"" + fileName + "\"\r\n"
                + "content-type: application/octet-stream";

        var part = request(body(header, CONTENT)).part("file");

        assertThat(part.name()).isEqualTo("file");
        assertThat(part.content()).isEqualTo(CONTENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Disposition: form-data; name=\"file\"",
                "CONTENT-DISPOSITION: form-data; NAME=file; filename=x",
                "Content-Type: application/gzip\r\nContent-Disposition: form-data; filename=\"x\"; name=\"file\"",
                "content-disposition: form-data; name=\"file\"\ncontent-type: application/octet-stream"
            })
    void headersOfAnySpellingAndOrderAreRead(String header) {
        assertThat(request(body(header, CONTENT)).part("file").content()).isEqualTo(CONTENT);
    }

    @Test
    void whatLooksLikeTheBoundaryInTheContentStaysContent() {
        var tricky =
                ("\r\n--" + B + "\r\nno header\r\n--" + B + "x\r\n--" + B + "--\r\n--" + B + "\r\n").getBytes(UTF_8);

        assertThat(request(body("content-disposition: form-data; name=\"file\"", tricky))
                        .part())
                .isEqualTo(tricky);
    }

    @Test
    void aPartOfNoBytesIsEmpty() {
        assertThat(request(body("content-disposition: form-data; name=\"file\"", new byte[0]))
                        .part())
                .isEmpty();
    }

    @Test
    void anEmptyPartMayShareItsLineBreakWithTheBoundary() {
        var body = "--" + B + "\r\ncontent-disposition: form-data; name=\"file\"\r\n\r\n--" + B + "--\r\n";

        assertThat(request(body.getBytes(UTF_8)).part("file").content()).isEmpty();
    }

    @Test
    void linesMayEndWithALineFeedAlone() {
        var body = "--" + B + "\ncontent-disposition: form-data; name=\"file\"\n\nbytes\n--" + B + "--\n";

        assertThat(request(body.getBytes(UTF_8)).part("file").content())
                .asString(UTF_8)
                .isEqualTo("bytes");
    }

    @Test
    void thePartIsFoundAmongOthers() {
        var body = "preamble\r\n--" + B + "\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n--" + B
                + "  \r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nbytes\r\n--" + B
                + "--\r\nepilogue";
        var request = request(body.getBytes(UTF_8));

        assertThat(request.part("note").content()).asString(UTF_8).isEqualTo("hello");
        assertThat(request.part("file").content()).asString(UTF_8).isEqualTo("bytes");
        assertThat(request.part()).asString(UTF_8).isEqualTo("bytes");
    }

    @Test
    void aMissingPartIsEmpty() {
        assertThat(request(body("content-disposition: form-data; name=\"other\"", CONTENT))
                        .part("file")
                        .content())
                .isEmpty();
        assertThat(request(("--" + B + "--\r\n").getBytes(UTF_8)).part("file").content())
                .isEmpty();
        assertThat(request(("--" + B + "--\r\n").getBytes(UTF_8)).part()).isEmpty();
    }

    @Test
    void theBoundaryMayBeQuoted() {
        var body = new String(body("content-disposition: form-data; name=\"file\"", CONTENT), ISO_8859_1)
                .replace(B, "a b:c")
                .getBytes(ISO_8859_1);

        assertThat(new Request(Events.post("", "Multipart/Form-Data; charset=utf-8; Boundary=\"a b:c\"", body)).part())
                .isEqualTo(CONTENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no boundary at all",
                "--" + B,
                "--" + B + "\r\n",
                "--" + B + "\r\ncontent-disposition: form-data; name=\"file\"\r\n",
                "--" + B + "\r\ncontent-disposition: form-data; name=\"file\"\r\n--" + B + "--\r\n\r\n",
                "--" + B + "\r\ncontent-disposition: form-data; name=\"file\"\r\n\r\nbytes",
                "--" + B + "\r\ncontent-disposition: form-data; name=\"file\"\r\n\r\nbytes\r\n--" + B,
                "--" + B + "\r\ncontent-disposition: form-data; name=\"file\"\r\n\r\nbytes\r\n--" + B + "-"
            })
    void anIncompleteBodyIsRefusedAsNoGzip(String body) {
        assertRefused(request(body.getBytes(UTF_8)));
    }

    @Test
    void absurdlyLongHeadersAreRefused() {
        assertRefused(request(body("content-disposition: form-data; name=\"" + "x".repeat(70_000) + "\"", CONTENT)));
        assertRefused(request(body("content-type: x\r\n".repeat(10_000), CONTENT)));
    }

    @Test
    void absurdlyManyPartsAreRefused() {
        var part = "\r\n--" + B + "\r\ncontent-disposition: form-data; name=\"file\"\r\n\r\n";

        assertRefused(request((part.repeat(50_000) + "\r\n--" + B + "--").getBytes(UTF_8)));
    }

    @Test
    void aBodyWithoutABoundaryInItsTypeIsRefused() {
        assertRefused(new Request(Events.post("", "application/octet-stream", CONTENT)));
        assertRefused(new Request(Events.post("", "multipart/form-data", CONTENT)));
    }

    @Test
    void randomBytesComeThroughUnchanged() {
        var random = new Random(7);
        for (var round = 0; round < 200; round++) {
            var content = new byte[random.nextInt(5_000)];
            random.nextBytes(content);

            assertThat(request(body("content-disposition: form-data; name=\"file\"", content))
                            .part())
                    .isEqualTo(content);
        }
    }

    @Test
    void bodiesCutAnywhereAreRefusedOrRead() {
        var whole = body("content-disposition: form-data; name=\"file\"; filename=\"a\nb\"", CONTENT);
        for (var length = 0; length < whole.length - 2; length++) {
            assertRefused(request(Arrays.copyOf(whole, length)));
        }
        assertThat(request(Arrays.copyOf(whole, whole.length - 2)).part()).isEqualTo(CONTENT);
    }

    private static void assertRefused(Request request) {
        assertThatThrownBy(request::part)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(Problem.NOT_GZIP));
    }

    private static Request request(byte[] body) {
        return new Request(Events.post("name=x", TYPE, body));
    }

    private static byte[] body(String header, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(("--" + B + "\r\n" + header + "\r\n\r\n").getBytes(UTF_8));
        out.writeBytes(content);
        out.writeBytes(("\r\n--" + B + "--\r\n").getBytes(UTF_8));
        return out.toByteArray();
    }
}
