package net.osmand.account.cloud.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import net.osmand.account.cloud.fake.Device;
import net.osmand.account.cloud.fake.FakeAccount;
import net.osmand.account.cloud.fake.FakeApi;
import net.osmand.account.cloud.fake.RealFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts requests. Environment variable {@code OSMAND_GPX} names a folder of real GPX files that are synced too. */
class TenThousandFilesTest {
    private static final int FILES = 10_000;

    private final FakeAccount account = new FakeAccount();
    private final FakeApi api = new FakeApi(account, Device.SERVER);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void anUnchangedSyncIsOneRequestAndTenChangesAreAtMostTwelve() throws IOException {
        var laptop = new Device(folder.resolve("laptop"), api.device("laptop"), api);
        for (var number = 0; number < FILES; number++) {
            laptop.write(path(number), "track " + number);
        }
        var files = FILES + RealFiles.copyTo(laptop.root().resolve("tracks/real"));
        assertThat(laptop.sync().count("upload")).isEqualTo(files);
        var forAll = api.takeRequests().size();

        laptop.sync();
        assertThat(api.takeRequests()).containsExactly("GET /v1/changes/since");

        for (var number = 0; number < 4; number++) {
            laptop.write(path(number), "changed " + number);
            laptop.delete(path(100 + number));
        }
        account.put("GPX", "phone.gpx", "phone".getBytes(UTF_8));
        account.put("GPX", "0/5000.gpx", "phone".getBytes(UTF_8));
        var report = laptop.sync();

        assertThat(report.count("upload") + report.count("delete in the cloud") + report.count("download"))
                .isEqualTo(10);
        var forTen = api.takeRequests().size();
        assertThat(forTen).isLessThanOrEqualTo(12);
        assertThat(account.live()).hasSize(files - 3);
        System.out.printf(
                "cloud-client: %d files: %d requests for all, 1 without changes, %d for ten changes%n",
                files, forAll, forTen);
    }

    private static String path(int number) {
        return "tracks/%d/%d.gpx".formatted(number % 100, number);
    }
}
