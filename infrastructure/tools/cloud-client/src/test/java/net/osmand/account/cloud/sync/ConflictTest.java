package net.osmand.account.cloud.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Map;
import net.osmand.account.cloud.api.Request;
import org.junit.jupiter.api.Test;

/** Tests changes on both sides: no content is lost or duplicated. */
class ConflictTest extends TwoComputers {
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

    /** After a crash the copy of an earlier conflict is in the folder but not yet in the cloud. */
    @Test
    void aCopyOfAnEarlierConflictIsKeptToo() {
        put("alps.gpx", "1");
        laptop.sync();
        laptop.write("tracks/alps.gpx", "mine");
        put("alps.gpx", "theirs");
        laptop.exchange(request -> {
            if (request.uri().getPath().endsWith("upload-file")) {
                throw new IllegalStateException("crash");
            }
            return api.send(request);
        });
        assertThatThrownBy(laptop::sync).hasMessage("crash");
        laptop.exchange(api);
        laptop.write("tracks/alps.gpx", "mine again");
        put("alps.gpx", "theirs again");

        laptop.sync();
        nas.sync();

        assertThat(account.contents().values()).containsExactlyInAnyOrder("theirs again", "mine", "mine again");
        assertThat(laptop.files().values()).containsExactlyInAnyOrder("theirs again", "mine", "mine again");
        assertThat(nas.files()).isEqualTo(laptop.files());
        assertThat(laptop.sync().counts()).isEmpty();
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
    void repeatedChangesChangeNothing() {
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
}
