package net.osmand.account.functions.uploads;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.files.Upload;
import net.osmand.account.core.files.Upload.Reason;
import net.osmand.account.core.files.Upload.State;
import net.osmand.account.core.uploads.DirectUploadStore.Link;
import net.osmand.account.core.uploads.UploadProgress.Report;
import net.osmand.account.core.values.Problem;

/**
 * An upload as clients see it. Sizes are bytes of gzip, except for {@code filesize}. Times are epoch milliseconds.
 *
 * @param parts number of parts; absent for a single PUT
 * @param sent numbers of the parts that have arrived
 * @param put request for everything at once
 * @param filesize uncompressed size of the resulting version
 */
record UploadView(
        String id,
        String state,
        String type,
        String name,
        long size,
        @JsonProperty("expires_at") long expiresAt,
        @JsonProperty("bytes_sent") long bytesSent,
        @JsonProperty("part_size") Optional<Long> partSize,
        Optional<Integer> parts,
        Optional<List<Integer>> sent,
        Optional<LinkView> put,
        Optional<Long> filesize,
        Optional<Long> updatetime,
        Optional<ErrorView> error) {
    static UploadView of(Report report) {
        var upload = report.upload();
        var inParts = Optional.of(upload).filter(some -> some.parts() > 0);
        var done = Optional.of(upload).filter(some -> some.state() == State.DONE);
        return new UploadView(
                upload.id(),
                upload.state().name().toLowerCase(Locale.ROOT),
                upload.key().type(),
                upload.key().name(),
                upload.size(),
                upload.expiresAt(),
                report.bytes(),
                inParts.map(Upload::partSize),
                inParts.map(Upload::parts),
                inParts.map(_ -> report.sent()),
                report.whole().map(LinkView::of),
                done.map(Upload::contentSize),
                done.map(Upload::updateTime),
                upload.reason().map(ErrorView::of));
    }

    /** A presigned PUT with exactly these headers, valid for 15 minutes. */
    record LinkView(String url, Map<String, String> headers) {
        static LinkView of(Link link) {
            return new LinkView(link.url().toString(), link.headers());
        }
    }

    /** The reason of a failure, with the protocol's code if there is one. */
    record ErrorView(Optional<Integer> code, String detail) {
        static ErrorView of(Reason reason) {
            return switch (reason) {
                case NOT_GZIP -> new ErrorView(Optional.of(Problem.NOT_GZIP.code()), Problem.NOT_GZIP.message());
                case OTHER_BYTES ->
                    new ErrorView(Optional.empty(), "size or SHA-256 are not those that were announced");
                case ENDLESS -> new ErrorView(Optional.empty(), "the content is too large to be checked");
            };
        }
    }
}
