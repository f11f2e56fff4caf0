package net.osmand.account.functions.files;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.files.FileContents;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.StoredContent;
import net.osmand.account.lambda.PlainErrorException;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/**
 * Answers of any size. For apps, what does not fit through Lambda goes by redirect to S3. The public web client takes a redirect
 * for a log-out, so it gets a sentence that it shows, and for other clients a {@code Link} to {@code GET /v1/files/link}.
 */
final class LargeResponses {
    /** Bytes. As base64 a larger answer would not fit through Lambda's 6 MB. */
    private static final long LARGEST_INLINE = 4L << 20;

    /** Bytes of Base64: Lambda's 6 MB less what headers and JSON around it need. */
    private static final long LARGEST_BASE64 = (6L << 20) - (64L << 10);

    private static final String JSON = "application/json; charset=utf-8";
    private static final String BYTES = "application/octet-stream";

    private final FileContents contents;

    LargeResponses(FileContents contents) {
        this.contents = contents;
    }

    /** A list for an app, as gzip where the caller takes it; S3 serves gzip to anybody, and says so. */
    Response list(Request request, AccountId account, byte[] gzip) {
        Optional<Response> inline =
                gzip.length <= LARGEST_INLINE ? inline(request, gzip, JSON, Map.of()) : Optional.empty();
        return inline.orElseGet(() -> Response.redirect(contents.publish(account, gzip, JSON), Map.of()));
    }

    /**
     * A list for a browser.
     *
     * @throws PlainErrorException if it is too large
     */
    static Response portalList(Request request, byte[] gzip) {
        var inline = fitsAsBase64(gzip.length) ? inline(request, gzip, JSON, Map.of()) : Optional.<Response>empty();
        return inline.orElseThrow(() -> new PlainErrorException(
                "Your account has too many files for one list. Please choose one type of files."));
    }

    /**
     * The bytes of a version, for an app.
     *
     * @throws ProblemException 106 where it has none
     */
    Response download(Request request, FileKey key, FileVersion version) {
        var content = content(version);
        var inline = largest(request, version) <= LARGEST_INLINE
                ? inline(request, contents.read(content), BYTES, disposition(key))
                : Optional.<Response>empty();
        return inline.orElseGet(
                () -> Response.redirect(contents.link(content, fileName(key)), Map.of("Content-Encoding", "gzip")));
    }

    /**
     * The bytes of a version, for a browser.
     *
     * @param link where a client gets a link to the same version
     * @throws ProblemException 106 where it has none
     */
    Response portalDownload(Request request, FileKey key, FileVersion version, String link) {
        var content = content(version);
        var inline = fitsAsBase64(largest(request, version))
                ? inline(request, contents.read(content), BYTES, disposition(key))
                : Optional.<Response>empty();
        return inline.orElseGet(
                () -> Response.text(400, "This file is too large to be downloaded here. Please use the OsmAnd app.")
                        .with("Link", "<" + link + ">; rel=\"alternate\""));
    }

    /** The name that a browser saves a file under. */
    static String fileName(FileKey key) {
        return key.name().substring(key.name().lastIndexOf('/') + 1);
    }

    /** Where {@link FileLinkFunction} links to a version, or to the content before a deletion. */
    static String linkPath(FileKey key, String timeName, long time) {
        return "/v1/files/link?type=" + encoded(key.type()) + "&name=" + encoded(key.name()) + "&" + timeName + "="
                + time;
    }

    private static StoredContent content(FileVersion version) {
        return version.content().orElseThrow(() -> new ProblemException(Problem.FILE_NOT_AVAILABLE));
    }

    private static boolean fitsAsBase64(long bytes) {
        return 4 * Math.ceilDiv(bytes, 3L) <= LARGEST_BASE64;
    }

    private static long largest(Request request, FileVersion version) {
        return request.acceptsGzip() ? version.gzipSize() : Math.max(version.size(), version.gzipSize());
    }

    private static Optional<Response> inline(
            Request request, byte[] gzip, String contentType, Map<String, String> headers) {
        return request.acceptsGzip()
                ? Optional.of(Response.gzip(gzip, contentType, headers))
                : Response.gunzipped(gzip, contentType, headers);
    }

    private static Map<String, String> disposition(FileKey key) {
        return Map.of("Content-Disposition", "attachment; filename=" + encoded(fileName(key)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
