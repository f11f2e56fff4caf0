package net.osmand.account.cloud.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import net.osmand.account.cloud.api.FileKey;
import net.osmand.account.cloud.fake.Device;
import net.osmand.account.cloud.fake.FakeAccount;
import net.osmand.account.cloud.fake.FakeApi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests an upload that the server stored while the process crashed. The next run must recognize the version as its own.
 */
class LostAnswerTest {
    private static final FileKey KEY = new FileKey("GPX", "new.gpx");

    private final FakeAccount account = new FakeAccount();
    private final FakeApi api = new FakeApi(account, Device.SERVER);

    @TempDir
    private Path folder = Path.of("");

    private Device laptop = new Device(folder, api.device("unused"), api);

    @BeforeEach
    void crash() {
        laptop = new Device(folder.resolve("laptop"), api.device("laptop"), api);
        laptop.write("tracks/new.gpx", "first");
        laptop.exchange(request -> {
            var reply = api.send(request);
            if (request.uri().getPath().endsWith("upload-file")) {
                throw new IllegalStateException("crash");
            }
            return reply;
        });
        assertThatThrownBy(laptop::sync).isInstanceOf(IllegalStateException.class);
        laptop.exchange(api);
        assertThat(account.versions(KEY)).isEqualTo(1);
    }

    @Test
    void isNotSentAgain() {
        assertThat(laptop.sync().counts()).isEmpty();

        assertThat(account.versions(KEY)).isEqualTo(1);
    }

    @Test
    void isNoConflictWithALaterChangeAfterTheStateWasRewritten() throws IOException {
        // A line that a crash truncated. The next run rewrites the file.
        Files.writeString(laptop.root().resolve(".osmand-cloud/state.jsonl"), "{\"entry", StandardOpenOption.APPEND);
        laptop.write("tracks/new.gpx", "second");

        assertThat(laptop.sync().conflicts()).isEmpty();

        assertThat(account.contents()).isEqualTo(Map.of("GPX new.gpx", "second"));
        assertThat(laptop.files()).isEqualTo(Map.of("tracks/new.gpx", "second"));
        assertThat(account.versions(KEY)).isEqualTo(2);
    }
}
