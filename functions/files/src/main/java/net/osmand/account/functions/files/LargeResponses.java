package net.osmand.account.functions.files;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import net.osmand.account.core.files.FileContents;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.StoredContent;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.core.values.WebErrorException.Reason;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.Sentences;

/**
 * Responses of any size. Apps are redirected to S3 if a response does not fit through Lambda. The public web client
 * treats a redirect as a log-out, so it gets a sentence to show; other clients get a {@code Link} to
 * {@code GET /v1/files/link}.
 */
final class LargeResponses {
    /** Bytes. A larger response would exceed Lambda's 6 MB as base64. */
    private static final long LARGEST_INLINE = 4L << 20;

    /** Bytes of base64: Lambda's 6 MB minus the space for headers and the surrounding JSON. */
    private static final long LARGEST_BASE64 = (6L << 20) - (64L << 10);

    private static final String JSON = "application/json; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String BYTES = "application/octet-stream";

    private final FileContents contents;

    LargeResponses(FileContents contents) {
        this.contents = contents;
    }

    /**
     * Returns a list for an app, as gzip if the caller accepts it. S3 always returns gzip with
     * {@code Content-Encoding}.
     */
    Response list(Request request, AccountId account, byte[] gzip) {
        return list(request, gzip, () -> contents.storeTemporary(account, gzip, JSON));
    }

    /**
     * Returns a list for an app like {@link #list(Request, AccountId, byte[])}.
     *
     * @param elsewhere returns a link to the same list in S3
     */
    static Response list(Request request, byte[] gzip, Supplier<URI> elsewhere) {
        Optional<Response> inline =
                gzip.length <= LARGEST_INLINE ? inline(request, gzip, JSON, Map.of()) : Optional.empty();
        return inline.orElseGet(() -> Response.redirect(elsewhere.get(), Map.of()));
    }

    /**
     * Returns a list for a browser.
     *
     * @throws WebErrorException if it is too large
     */
    static Response portalList(Request request, byte[] gzip) {
        var inline = fitsAsBase64(gzip.length) ? inline(request, gzip, JSON, Map.of()) : Optional.<Response>empty();
        return inline.orElseThrow(() -> new WebErrorException(Reason.LIST_TOO_LONG));
    }

    /**
     * Returns the content of a version for an app.
     *
     * @throws ProblemException 106 if the version has no content
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
     * Returns the content of a version for a browser.
     *
     * @param link route that returns a link to the same version
     * @throws ProblemException 106 if the version has no content
     */
    Response portalDownload(Request request, FileKey key, FileVersion version, String link) {
        var content = content(version);
        var inline = fitsAsBase64(largest(request, version))
                ? inline(request, contents.read(content), BYTES, disposition(key))
                : Optional.<Response>empty();
        return inline.orElseGet(() -> Response.text(400, Sentences.of(Reason.FILE_TOO_LARGE, request))
                .with("Link", "<" + link + ">; rel=\"alternate\""));
    }

    /**
     * Returns text for a browser.
     *
     * @throws WebErrorException if it is too large
     */
    Response portalText(Request request, StoredContent content) {
        var gzip = contents.read(content);
        var inline = fitsAsBase64(gzip.length) ? inline(request, gzip, TEXT, Map.of()) : Optional.<Response>empty();
        return inline.orElseThrow(() -> new WebErrorException(Reason.FILE_TOO_LARGE));
    }

    /** Returns the name under which a browser saves the file. */
    static String fileName(FileKey key) {
        return key.name().substring(key.name().lastIndexOf('/') + 1);
    }

    /** Returns the route of {@link FileLinkFunction} for a version, or for the content before a deletion. */
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
