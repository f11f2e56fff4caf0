package net.osmand.account.cloud.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.osmand.account.cloud.api.CloudException;
import net.osmand.account.cloud.api.FileKey;
import net.osmand.account.cloud.api.Reply;
import net.osmand.account.cloud.fake.Device;
import net.osmand.account.cloud.fake.FakeAccount;
import net.osmand.account.cloud.fake.FakeApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeFilesTest {
    private static final FileKey FILE = new FileKey("FILE", "voice/large.bin");
    private static final String PATH = "voice/large.bin";
    /** Larger than the limit of a single request and of a single answer. */
    private static final int SIZE = (4 << 20) + (300 << 10);

    private final FakeAccount account = new FakeAccount();
    private final FakeApi api = new FakeApi(account, Device.SERVER);

    @TempDir
    private Path folder = Path.of("");

    private static byte[] noise() {
        var bytes = new byte[SIZE];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private Device device(String name) {
        return new Device(folder.resolve(name), api.device(name), api);
    }

    private Device withLargeFile() throws IOException {
        var device = device("laptop");
        device.write(PATH, "");
        Files.write(device.root().resolve(PATH), noise());
        return device;
    }

    private long puts(List<String> requests) {
        return requests.stream().filter(request -> request.startsWith("PUT")).count();
    }

    @Test
    void aLargeFileGoesInPartsAndIsResumedAfterACrash() throws IOException {
        var device = withLargeFile();
        var sent = new int[1];
        device.exchange(request -> {
            if (request.method().equals("PUT") && ++sent[0] > 3) {
                throw new IllegalStateException("crash");
            }
            return api.send(request);
        });
        assertThatThrownBy(device::sync).isInstanceOf(IllegalStateException.class);
        assertThat(account.live()).isEmpty();
        api.takeRequests();

        device.exchange(api);
        device.sync();

        // Three of the five parts of 1 MiB were already uploaded.
        assertThat(puts(api.takeRequests())).isEqualTo(2);
        assertThat(account.versions(FILE)).isEqualTo(1);
        var gzip = account.newest(FILE).orElseThrow().gzip();
        assertThat(gzip).isNotNull();
        assertThat(device.verify().differences()).isEmpty();
    }

    @Test
    void aChangedFileIsNotResumed() throws IOException {
        var device = withLargeFile();
        device.exchange(request -> {
            if (request.uri().getPath().endsWith("/complete")) {
                throw new IllegalStateException("crash");
            }
            return api.send(request);
        });
        assertThatThrownBy(device::sync).isInstanceOf(IllegalStateException.class);
        device.exchange(api);
        device.write(PATH, "small now");
        api.takeRequests();
        device.sync();

        assertThat(account.contents()).isEqualTo(Map.of("FILE voice/large.bin", "small now"));
        assertThat(api.takeRequests()).contains("DELETE /v1/uploads/u1", "POST /userdata/upload-file");
    }

    @Test
    void aDownloadGoesOnWhereItWasCutOff() throws IOException {
        account.put(FILE.type(), FILE.name(), noise());
        var device = device("laptop");
        var fetched = new int[1];
        device.exchange(request -> {
            var reply = api.send(request);
            return request.uri().getPath().startsWith("/s3/") && fetched[0]++ == 0 ? cutOff(reply) : reply;
        });
        device.sync();

        assertThat(fetched[0]).isEqualTo(2);
        assertThat(Files.readAllBytes(device.root().resolve(PATH))).isEqualTo(noise());
    }

    private static Reply cutOff(Reply reply) throws IOException {
        var half = reply.body().readNBytes(SIZE / 2);
        var body = new FilterInputStream(new ByteArrayInputStream(half)) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                var read = super.read(bytes, offset, length);
                if (read < 0) {
                    throw new IOException("cut off");
                }
                return read;
            }
        };
        return new Reply(200, reply.headers(), body);
    }

    @Test
    void aFileThatTheAppRenamedIsNotFetchedAgain() throws IOException {
        var device = withLargeFile();
        device.sync();
        account.delete(FILE);
        account.put("FILE", "voice/renamed.bin", noise());
        var bytes = new long[1];
        device.exchange(request -> {
            var reply = api.send(request);
            if (request.uri().getPath().startsWith("/s3/")) {
                var body = reply.body().readAllBytes();
                bytes[0] += body.length;
                return Reply.of(reply.status(), reply.headers(), body);
            }
            return reply;
        });
        device.sync();

        assertThat(bytes[0]).isEqualTo(8);
        assertThat(Files.readAllBytes(device.root().resolve("voice/renamed.bin")))
                .isEqualTo(noise());
        assertThat(device.root().resolve(PATH)).doesNotExist();
    }

    @Test
    void aDamagedDownloadReplacesNothing() {
        account.put("GPX", "a.gpx", "good".getBytes(UTF_8));
        var device = device("laptop");
        device.exchange(request -> {
            var reply = api.send(request);
            if (request.uri().getPath().endsWith("download-file")) {
                var body = reply.body().readAllBytes();
                body[body.length - 6] ^= 1;
                return Reply.of(200, reply.headers(), body);
            }
            return reply;
        });
        var report = device.sync();

        assertThat(report.failures())
                .singleElement()
                .extracting(Report.Failure::sentence)
                .isEqualTo("the download is damaged");
        assertThat(device.files()).isEmpty();
    }

    @Test
    void aFileThatDoesNotFitOnTheDiskEndsTheRun() {
        account.put("GPX", "a.gpx", "x".getBytes(UTF_8));
        var device = device("laptop");
        device.exchange(request -> {
            var reply = api.send(request);
            if (request.uri().getPath().endsWith("list-files")) {
                var text = new String(reply.body().readAllBytes(), UTF_8);
                var huge = text.replace("\"filesize\":1", "\"filesize\":" + Long.MAX_VALUE / 2);
                return Reply.of(200, reply.headers(), huge.getBytes(UTF_8));
            }
            return reply;
        });

        assertThatThrownBy(device::sync).isInstanceOf(CloudException.class).hasMessageStartingWith("The disk is full:");
    }

    @Test
    void publicMapsAreAcknowledgedAndNotFetched() throws IOException {
        var device = device("laptop");
        device.write("World_basemap_2.obf", "a map");
        device.sync();

        assertThat(account.contents()).isEqualTo(Map.of("FILE World_basemap_2.obf", ""));
        assertThat(device.sync().counts()).isEmpty();
        assertThat(device.files()).isEqualTo(Map.of("World_basemap_2.obf", "a map"));
    }
}
