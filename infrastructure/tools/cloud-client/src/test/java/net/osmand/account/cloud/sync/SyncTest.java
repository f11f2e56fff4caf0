package net.osmand.account.cloud.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.osmand.account.cloud.api.ExitCode;
import org.junit.jupiter.api.Test;

class SyncTest extends TwoComputers {
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
