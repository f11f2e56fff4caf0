package net.osmand.account.cloud.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import net.osmand.account.cloud.api.FileKey;
import net.osmand.account.cloud.fake.Device;
import net.osmand.account.cloud.fake.FakeAccount;
import net.osmand.account.cloud.fake.FakeApi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two computers with copies of one account. */
abstract class TwoComputers {
    static final FileKey ALPS = new FileKey("GPX", "alps.gpx");

    final FakeAccount account = new FakeAccount();
    final FakeApi api = new FakeApi(account, Device.SERVER);

    @TempDir
    Path folder = Path.of("");

    Device laptop = new Device(folder, api.device("laptop"), api);
    Device nas = laptop;

    @BeforeEach
    void twoComputers() {
        laptop = new Device(folder.resolve("laptop"), api.device("laptop"), api);
        nas = new Device(folder.resolve("nas"), api.device("nas"), api);
    }

    final void put(String name, String content) {
        account.put("GPX", name, content.getBytes(UTF_8));
    }
}
