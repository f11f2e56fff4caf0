package net.osmand.account.devserver.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import net.osmand.account.core.files.FileContents;
import net.osmand.account.core.files.StoredObject;
import net.osmand.account.core.uploads.DirectUploadStore;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.StoredContent;
import net.osmand.account.emulators.wire.KnownGaps;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** S3 copies an object above 100 MB in parts. */
@Tag("slow")
class LargeCopyContractTest {
    @RegisterExtension
    static final KnownGaps GAPS = AdapterTestBed.gaps(LargeCopyContractTest.class);

    private static final int BLOCK = 1 << 20;
    private static final int BLOCKS = 101;

    private final FileContents contents = AdapterTestBed.ADAPTERS.fileContents();
    private final DirectUploadStore transfers = AdapterTestBed.ADAPTERS.directUploadStore();
    private final AccountId ann = AdapterTestBed.someAccount();

    @Test
    void aCopyOfALargeObjectHasItsBytesInTheirOrderAndItsHeaders() throws Exception {
        var size = (long) BLOCKS * BLOCK;
        assertThat(size).isGreaterThan(FileContents.LARGE);
        var sha256 = sha256(large());
        var key = transfers.newObjectKey(ann);
        var link = transfers.whole(key, size, sha256);
        try (var http = HttpClient.newHttpClient()) {
            var put = HttpRequest.newBuilder(link.url())
                    .PUT(BodyPublishers.fromPublisher(
                            BodyPublishers.ofInputStream(LargeCopyContractTest::large), size));
            link.headers().forEach(put::header);
            assertThat(http.send(put.build(), BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
            var source =
                    new StoredContent(key, transfers.find(key).orElseThrow().version());

            var copy = contents.copy(ann, source, size);

            assertThat(copy.objectKey()).isNotEqualTo(key);
            assertThat(contents.object(copy.objectKey()).entries())
                    .extracting(StoredObject.Entry::version)
                    .containsExactly(copy.objectVersion());
            var answer = http.send(
                    HttpRequest.newBuilder(contents.link(copy, "large.gpx")).build(), BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/octet-stream");
            assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(size);
            assertThat(sha256(answer.body())).isEqualTo(sha256);
            contents.purge(List.of(source, copy));
        }
    }

    /** Each megabyte differs from the others, so parts in another order would show. */
    private static InputStream large() {
        var blocks = new ArrayList<InputStream>();
        for (var number = 0; number < BLOCKS; number++) {
            var block = new byte[BLOCK];
            block[number] = (byte) number;
            block[BLOCK - 1] = (byte) (number + 1);
            blocks.add(new ByteArrayInputStream(block));
        }
        return new SequenceInputStream(Collections.enumeration(blocks));
    }

    private static String sha256(InputStream bytes) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        try (var in = new DigestInputStream(bytes, digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Base64.getEncoder().encodeToString(digest.digest());
    }
}
