package net.osmand.account.cloud.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import net.osmand.account.cloud.api.ExitCode;
import net.osmand.account.cloud.api.FileKey;
import net.osmand.account.cloud.api.Request;
import net.osmand.account.cloud.fake.Device;
import net.osmand.account.cloud.fake.FakeAccount;
import net.osmand.account.cloud.fake.FakeApi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncTest {
    private static final FileKey ALPS = new FileKey("GPX", "alps.gpx");

    private final FakeAccount account = new FakeAccount();
    private final FakeApi api = new FakeApi(account, Device.SERVER);

    @TempDir
    private Path folder = Path.of("");

    private Device laptop = new Device(folder, api.device("laptop"), api);
    private Device nas = laptop;

    @BeforeEach
    void twoComputers() {
        laptop = new Device(folder.resolve("laptop"), api.device("laptop"), api);
        nas = new Device(folder.resolve("nas"), api.device("nas"), api);
    }

    private void put(String name, String content) {
        account.put("GPX", name, content.getBytes(UTF_8));
    }

    @Test
    void filesLieWhereOsfArchivesHaveThem() {
        put("alps/pass.gpx", "pass");
        account.put("FAVOURITES", "favorites-food.gpx", "food".getBytes(UTF_8));
        account.put("FILE", "rendering/my.render.xml", "style".getBytes(UTF_8));

        laptop.sync();

        assertThat(laptop.files())
                .isEqualTo(Map.of(
                        "tracks/alps/pass.gpx", "pass",
                        "favorites-food.gpx", "food",
                        "rendering/my.render.xml", "style"));
    }

    @Test
    void newLocalFilesGetTheTypeOfTheirPath() {
        laptop.write("tracks/alps/pass.gpx", "pass");
        laptop.write("favorites-food.gpx", "food");
        laptop.write("profile_car.json", "{}");
        laptop.write("voice/en-tts/x.ogg", "voice");

        var report = laptop.sync();

        assertThat(report.count("upload")).isEqualTo(4);
        assertThat(account.contents().keySet())
                .containsExactly(
                        "FAVOURITES favorites-food.gpx",
                        "FILE voice/en-tts/x.ogg",
                        "GPX alps/pass.gpx",
                        "PROFILE profile_car.json");
    }

    @Test
    void unchangedSyncIsOneRequest() {
        put("alps.gpx", "1");
        laptop.write("tracks/b.gpx", "2");
        laptop.sync();
        api.takeRequests();

        var report = laptop.sync();

        assertThat(api.takeRequests()).containsExactly("GET /v1/changes/since");
        assertThat(report.counts()).isEmpty();
    }

    @Test
    void changesTravelBothWays() {
        put("alps.gpx", "1");
        laptop.sync();
        nas.sync();
        laptop.write("tracks/alps.gpx", "22");
        laptop.sync();
        nas.sync();

        assertThat(nas.files()).isEqualTo(Map.of("tracks/alps.gpx", "22"));
        assertThat(account.versions(ALPS)).isEqualTo(2);
    }

    @Test
    void deletionsGoToTheTrashOnBothSides() {
        put("alps.gpx", "1");
        laptop.sync();
        nas.sync();
        laptop.delete("tracks/alps.gpx");
        laptop.sync();

        assertThat(account.live()).isEmpty();
        assertThat(account.versions(ALPS)).isEqualTo(1);

        nas.sync();
        assertThat(nas.files()).isEmpty();
        assertThat(nas.files(".trash").values()).containsExactly("1");
    }

    @Test
    void aFileThatTheAppRestoresComesBack() {
        put("alps.gpx", "1");
        laptop.sync();
        account.delete(ALPS);
        laptop.sync();
        account.restore(ALPS);
        laptop.sync();

        assertThat(laptop.files()).isEqualTo(Map.of("tracks/alps.gpx", "1"));
    }

    @Test
    void anOlderVersionThatBecomesTheNewestIsFetched() {
        put("alps.gpx", "1");
        put("alps.gpx", "22");
        laptop.sync();
        var newest = account.newest(ALPS).orElseThrow().time();
        account.remove(ALPS, java.util.List.of(newest));
        laptop.sync();

        assertThat(laptop.files()).isEqualTo(Map.of("tracks/alps.gpx", "1"));
    }

    @Test
    void aConflictKeepsBothWithTheNameOfTheDevice() {
        put("alps.gpx", "1");
        laptop.sync();
        laptop.write("tracks/alps.gpx", "mine");
        put("alps.gpx", "theirs");

        var report = laptop.sync();
        nas.sync();

        assertThat(report.conflicts())
                .singleElement()
                .asString()
                .matches("tracks/alps \\(conflict laptop \\d{4}-\\d\\d-\\d\\d \\d\\d\\.\\d\\d\\.\\d\\d\\)\\.gpx");
        assertThat(nas.files().get("tracks/alps.gpx")).isEqualTo("theirs");
        assertThat(nas.files().values()).containsExactlyInAnyOrder("theirs", "mine");
        assertThat(laptop.files()).isEqualTo(nas.files());
    }

    @Test
    void theSameContentOnBothSidesIsNoConflict() {
        put("alps.gpx", "same");
        laptop.write("tracks/alps.gpx", "same");

        assertThat(laptop.sync().conflicts()).isEmpty();
        assertThat(account.versions(ALPS)).isEqualTo(1);
        assertThat(laptop.sync().counts()).isEmpty();
    }

    @Test
    void aChangeIsWorthMoreThanADeletion() {
        put("alps.gpx", "1");
        put("rhine.gpx", "1");
        laptop.sync();
        laptop.write("tracks/alps.gpx", "22");
        account.delete(ALPS);
        laptop.delete("tracks/rhine.gpx");
        put("rhine.gpx", "22");
        laptop.sync();

        assertThat(account.contents()).isEqualTo(Map.of("GPX alps.gpx", "22", "GPX rhine.gpx", "22"));
        assertThat(laptop.files()).isEqualTo(Map.of("tracks/alps.gpx", "22", "tracks/rhine.gpx", "22"));
    }

    @Test
    void aRenameIsRecognisedByContent() {
        put("alps.gpx", "a long way");
        laptop.sync();
        laptop.rename("tracks/alps.gpx", "tracks/2026/alps.gpx");

        var report = laptop.sync();

        assertThat(report.counts()).isEqualTo(Map.of("rename", 1));
        assertThat(account.contents()).isEqualTo(Map.of("GPX 2026/alps.gpx", "a long way"));
    }

    @Test
    void pullSendsNothingAndBringsMissingFilesBack() {
        put("alps.gpx", "1");
        laptop.sync();
        laptop.delete("tracks/alps.gpx");
        laptop.write("tracks/new.gpx", "2");
        api.takeRequests();

        laptop.run(Mode.PULL);

        assertThat(laptop.files()).isEqualTo(Map.of("tracks/alps.gpx", "1", "tracks/new.gpx", "2"));
        assertThat(account.contents()).isEqualTo(Map.of("GPX alps.gpx", "1"));
    }

    @Test
    void pushReceivesNothingAndOverwritesNoUnknownVersion() {
        put("alps.gpx", "1");
        laptop.sync();
        put("alps.gpx", "theirs");
        put("rhine.gpx", "3");
        laptop.write("tracks/alps.gpx", "mine");
        laptop.write("tracks/new.gpx", "2");

        var report = laptop.run(Mode.PUSH);

        assertThat(report.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(report.failures())
                .singleElement()
                .extracting(Report.Failure::path)
                .isEqualTo("tracks/alps.gpx");
        assertThat(laptop.files()).isEqualTo(Map.of("tracks/alps.gpx", "mine", "tracks/new.gpx", "2"));
        assertThat(account.contents())
                .isEqualTo(Map.of("GPX alps.gpx", "theirs", "GPX new.gpx", "2", "GPX rhine.gpx", "3"));
    }

    @Test
    void aVersionThatAnUploadHidUnseenIsKeptAsACopy() {
        put("alps.gpx", "1");
        laptop.sync();
        laptop.write("tracks/alps.gpx", "mine");
        laptop.exchange(request -> {
            if (request.uri().getPath().endsWith("upload-file")) {
                laptop.exchange(api);
                put("alps.gpx", "theirs");
            }
            return api.send(request);
        });
        laptop.sync();
        assertThat(laptop.files()).isEqualTo(Map.of("tracks/alps.gpx", "mine"));

        var report = laptop.sync();

        assertThat(report.conflicts()).singleElement().asString().contains("conflict Phone");
        assertThat(laptop.files().values()).containsExactlyInAnyOrder("mine", "theirs");
        assertThat(account.contents().values()).containsExactlyInAnyOrder("mine", "theirs");
        assertThat(laptop.sync().counts()).isEmpty();
    }

    @Test
    void aVersionThatADeletionHidUnseenComesBack() {
        put("alps.gpx", "1");
        laptop.sync();
        laptop.delete("tracks/alps.gpx");
        laptop.exchange(request -> {
            if (request.uri().getPath().endsWith("delete-file")) {
                put("alps.gpx", "theirs");
            }
            return api.send(request);
        });
        laptop.sync();
        laptop.exchange(api);
        laptop.sync();

        assertThat(laptop.files()).isEqualTo(Map.of("tracks/alps.gpx", "theirs"));
        assertThat(account.contents()).isEqualTo(Map.of("GPX alps.gpx", "theirs"));
        assertThat(laptop.sync().counts()).isEmpty();
    }

    @Test
    void anUploadThatArrivesAfterItsProcessDiedReplacesNoNewerContent() {
        laptop.write("tracks/alps.gpx", "first");
        var late = new ArrayList<Request>();
        laptop.exchange(request -> {
            if (request.uri().getPath().endsWith("upload-file")) {
                late.add(request);
                throw new IllegalStateException("crash");
            }
            return api.send(request);
        });
        assertThatThrownBy(laptop::sync).isInstanceOf(IllegalStateException.class);
        laptop.exchange(api);
        laptop.write("tracks/alps.gpx", "second");
        laptop.sync();
        api.send(late.getFirst());
        assertThat(account.contents()).isEqualTo(Map.of("GPX alps.gpx", "first"));

        assertThat(laptop.sync().conflicts()).isEmpty();

        assertThat(account.contents()).isEqualTo(Map.of("GPX alps.gpx", "second"));
        assertThat(laptop.files()).isEqualTo(Map.of("tracks/alps.gpx", "second"));
    }

    @Test
    void changesThatAreToldAgainChangeNothing() {
        account.settlesAfter(1_000_000);
        put("alps.gpx", "1");
        put("rhine.gpx", "1");
        laptop.sync();
        laptop.delete("tracks/alps.gpx");
        laptop.write("tracks/rhine.gpx", "22");
        laptop.sync();
        api.takeRequests();
        for (var round = 0; round < 3; round++) {
            assertThat(laptop.sync().counts()).isEmpty();
        }

        assertThat(api.takeRequests()).containsOnly("GET /v1/changes/since").hasSize(3);
        assertThat(account.contents()).isEqualTo(Map.of("GPX rhine.gpx", "22"));
    }

    @Test
    void aDryRunShowsTheWorkAndDoesNone() {
        put("alps.gpx", "1");
        laptop.write("tracks/new.gpx", "2");

        var actions = laptop.newSync().plan(Mode.SYNC);

        assertThat(actions).extracting(Action::verb).containsExactly("download", "upload");
        assertThat(laptop.files()).isEqualTo(Map.of("tracks/new.gpx", "2"));
        assertThat(laptop.files(".osmand-cloud")).isEmpty();
        assertThat(account.contents()).isEqualTo(Map.of("GPX alps.gpx", "1"));
    }

    @Test
    void aTypeThatThePlanRefusesIsAskedForOnce() {
        account.refuse("GPX");
        for (var number = 0; number < 20; number++) {
            laptop.write("tracks/%d.gpx".formatted(number), "x");
        }
        laptop.write("favorites.gpx", "f");

        var report = laptop.sync();

        assertThat(report.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(report.failures()).hasSize(20);
        assertThat(account.contents()).isEqualTo(Map.of("FAVOURITES favorites.gpx", "f"));
        assertThat(api.takeRequests().stream().filter(request -> request.endsWith("upload-file")))
                .hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void withoutItsStateAFolderIsTakenOverWithoutTransfers() throws java.io.IOException {
        put("alps.gpx", "1");
        laptop.write("tracks/b.gpx", "2");
        laptop.sync();
        java.nio.file.Files.delete(laptop.root().resolve(".osmand-cloud/state.jsonl"));
        api.takeRequests();

        assertThat(laptop.sync().counts()).isEmpty();
        assertThat(api.takeRequests()).containsExactly("GET /v1/changes/since", "GET /userdata/list-files");
    }

    @Test
    void verifyFindsEachDifference() {
        put("a.gpx", "1");
        put("b.gpx", "1");
        put("c.gpx", "1");
        laptop.sync();
        assertThat(laptop.verify().differences()).isEmpty();
        assertThat(laptop.verify().same()).isEqualTo(3);
        laptop.write("tracks/a.gpx", "2");
        laptop.delete("tracks/b.gpx");
        laptop.write("tracks/d.gpx", "4");

        assertThat(laptop.verify().differences())
                .containsExactlyInAnyOrder(
                        new Verify.Difference("tracks/a.gpx", "different"),
                        new Verify.Difference("GPX b.gpx", "only in the cloud"),
                        new Verify.Difference("tracks/d.gpx", "only in the folder"));
    }
}
