package net.osmand.account.functions.files;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.files.FileContents;
import net.osmand.account.core.files.FileVersion;
import net.osmand.account.core.files.StoredContent;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** Answers of any size: what does not fit through Lambda goes by redirect to S3 (docs/protocol/transport.md#redirects). */
final class LargeResponses {
    /** Bytes. As base64 a larger answer would not fit through Lambda's 6 MB. */
    private static final long LARGEST_INLINE = 4L << 20;

    private static final String JSON = "application/json; charset=utf-8";
    private static final String BYTES = "application/octet-stream";

    private final FileContents contents;

    LargeResponses(FileContents contents) {
        this.contents = contents;
    }

    /** A list, as gzip where the caller takes it; S3 serves gzip to anybody, and says so. */
    Response list(Request request, AccountId account, byte[] gzip) {
        Optional<Response> inline = Optional.empty();
        if (gzip.length <= LARGEST_INLINE) {
            inline = request.acceptsGzip()
                    ? Optional.of(Response.gzip(gzip, JSON, Map.of()))
                    : Response.gunzipped(gzip, JSON, Map.of());
        }
        return inline.orElseGet(() -> Response.redirect(contents.publish(account, gzip, JSON), Map.of()));
    }

    /**
     * The bytes of a version.
     *
     * @throws ProblemException 106 where it has none
     */
    Response download(Request request, FileKey key, FileVersion version) {
        var content = version.content().orElseThrow(() -> new ProblemException(Problem.FILE_NOT_AVAILABLE));
        var fileName = key.name().substring(key.name().lastIndexOf('/') + 1);
        var largest = request.acceptsGzip() ? version.gzipSize() : Math.max(version.size(), version.gzipSize());
        if (largest > LARGEST_INLINE) {
            return link(content, fileName);
        }
        var disposition = "attachment; filename="
                + URLEncoder.encode(fileName, StandardCharsets.UTF_8).replace("+", "%20");
        var headers = Map.of("Content-Disposition", disposition);
        var gzip = contents.read(content);
        return request.acceptsGzip()
                ? Response.gzip(gzip, BYTES, headers)
                : Response.gunzipped(gzip, BYTES, headers).orElseGet(() -> link(content, fileName));
    }

    private Response link(StoredContent content, String fileName) {
        return Response.redirect(contents.link(content, fileName), Map.of("Content-Encoding", "gzip"));
    }
}
