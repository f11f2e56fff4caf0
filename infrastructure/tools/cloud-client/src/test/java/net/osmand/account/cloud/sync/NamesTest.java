package net.osmand.account.cloud.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import net.osmand.account.cloud.fake.Device;
import net.osmand.account.cloud.fake.FakeAccount;
import net.osmand.account.cloud.fake.FakeApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests names that file systems reject, change or confuse, from the cloud to two folders and back. */
class NamesTest {
    private static final List<String> NAMES = List.of(
            "Alps.gpx",
            "alps.gpx",
            "caf\u00e9.gpx",
            "cafe\u0301.gpx",
            "CON.gpx",
            "12:30?.gpx",
            "a\\b.gpx",
            "dot.",
            "space ",
            "a",
            "a/b.gpx",
            "/lead.gpx",
            "two//slashes.gpx",
            "100%25.gpx",
            "😀/" + "長".repeat(200) + ".gpx",
            "$0Aline.gpx",
            ".trash",
            "Rec/x.gpx",
            "rec/y.gpx");

    private final FakeAccount account = new FakeAccount();
    private final FakeApi api = new FakeApi(account, Device.SERVER);

    @TempDir
    private Path folder = Path.of("");

    private Device device(String name) {
        return new Device(folder.resolve(name), api.device(name), api);
    }

    @Test
    void eachNameComesToTheFolderAndBackEvenWithoutAState() throws IOException {
        NAMES.forEach(name -> account.put("GPX", name, ("content of " + name).getBytes(UTF_8)));
        var cloud = account.contents();
        var one = device("one");
        one.sync();

        assertThat(one.files()).hasSize(NAMES.size());
        assertThat(one.verify().differences()).isEmpty();

        Files.delete(one.root().resolve(".osmand-cloud/state.jsonl"));
        assertThat(one.sync().counts()).isEmpty();
        assertThat(account.contents()).isEqualTo(cloud);

        var paths = List.copyOf(one.files().keySet());
        paths.forEach(path -> one.write(path, "changed " + path));
        assertThat(one.sync().counts()).containsOnlyKeys("upload");
        assertThat(account.contents()).hasSameSizeAs(cloud);

        var two = device("two");
        two.sync();
        assertThat(two.files().values())
                .containsExactlyInAnyOrderElementsOf(one.files().values());
        paths.forEach(one::delete);
        one.sync();
        two.sync();
        assertThat(two.files()).isEmpty();
        assertThat(account.live()).isEmpty();
    }

    @Test
    void aFileSystemThatChangesTheFormOfAccentsCausesNoTransfers() {
        account.put("GPX", "caf\u00e9.gpx", "1".getBytes(UTF_8));
        var mac = device("mac");
        mac.sync();
        mac.rename("tracks/caf\u00e9.gpx", "tracks/" + Normalizer.normalize("caf\u00e9.gpx", Normalizer.Form.NFD));

        assertThat(mac.sync().counts()).isEmpty();
        assertThat(account.contents().keySet()).containsExactly("GPX caf\u00e9.gpx");
    }

    @Test
    void aChangeOfCaseIsARename() {
        account.put("GPX", "alps.gpx", "a long way".getBytes(UTF_8));
        var laptop = device("laptop");
        laptop.sync();
        laptop.rename("tracks/alps.gpx", "tracks/Alps.gpx");
        laptop.sync();

        assertThat(account.contents().keySet()).containsExactly("GPX Alps.gpx");
        assertThat(laptop.files().keySet()).containsExactly("tracks/Alps.gpx");
    }
}
