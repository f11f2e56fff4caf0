package net.osmand.account.core.folders;

import static net.osmand.account.core.folders.FolderTestBed.caller;
import static net.osmand.account.core.folders.FolderTestBed.gpx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.osmand.account.core.account.Plan;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.core.values.WebErrorException.Reason;
import org.junit.jupiter.api.Test;

class RenameFileTest {
    private final FolderTestBed bed = new FolderTestBed();

    @Test
    void renamesAFileInOneChange() {
        bed.upload("Pass.gpx", "track");

        rename("Pass.gpx", "Col.gpx", false);

        assertThat(bed.names()).containsExactly("Col.gpx");
        assertThat(bed.text("Col.gpx")).contains("track");
        assertThat(bed.files.changes).hasSize(1);
        var version = bed.files.current(gpx("Col.gpx")).orElseThrow();
        assertThat(version.clientTime()).isEqualTo(bed.clock.millis());
        assertThat(version.device()).isEqualTo(bed.web.device().id());
        assertThat(bed.files.rows.get(gpx("Pass.gpx")))
                .extracting(FileVersion::isDeletionMarker)
                .containsExactly(false, true);
    }

    @Test
    void movesTheCompanionAndChangesItsPathOnly() {
        bed.upload("Pass.gpx", "track");
        bed.upload(
                "Pass.gpx.info",
                "{\"type\":\"GPX\",\"file\":\"/tracks/Pass.gpx\", \"width\" : 1.50,\"x\":{\"a\":[1, 2]}}");

        rename("Pass.gpx", "Alps/Col \"1\".gpx", false);

        assertThat(bed.names()).containsExactly("Alps/Col \"1\".gpx", "Alps/Col \"1\".gpx.info");
        assertThat(bed.text("Alps/Col \"1\".gpx.info"))
                .contains(
                        "{\"type\":\"GPX\",\"file\":\"/tracks/Alps/Col \\\"1\\\".gpx\",\"width\":1.50,\"x\":{\"a\":[1, 2]}}");
        assertThat(bed.files.changes).hasSize(1);
    }

    @Test
    void duplicatesAFileWithItsCompanion() {
        bed.upload("Pass.gpx", "track");
        bed.upload("Pass.gpx.info", "not JSON");

        rename("Pass.gpx", "Pass - 1.gpx", true);

        assertThat(bed.names()).containsExactly("Pass - 1.gpx", "Pass - 1.gpx.info", "Pass.gpx", "Pass.gpx.info");
        assertThat(bed.text("Pass - 1.gpx.info")).contains("not JSON");
    }

    @Test
    void replacesACompanionThatOutlivedItsFile() {
        bed.upload("Pass.gpx", "track");
        bed.upload("Pass.gpx.info", "{\"color\":\"#111111\"}");
        bed.upload("Col.gpx.info", "{\"color\":\"#222222\"}");

        rename("Pass.gpx", "Col.gpx", false);

        assertThat(bed.text("Col.gpx.info")).contains("{\"color\":\"#111111\",\"file\":\"/tracks/Col.gpx\"}");
    }

    @Test
    void refusesNamesThatAreNotAsTheyMustBe() {
        bed.upload("Pass.gpx", "track");
        bed.upload("Col.gpx", "other");
        bed.upload("Old.gpx", "old");
        bed.files.delete(gpx("Old.gpx"));

        refused("Pass.gpx", "Pass.gpx", Reason.SAME_NAME);
        refused("Pass.gpx", "Col.gpx", Reason.NAME_TAKEN);
        refused("Pass.gpx", " ", Reason.NAME_NOT_VALID);
        refused("Pass.gpx", "Alps/", Reason.NAME_NOT_VALID);
        refused("None.gpx", "New.gpx", Reason.FILE_NOT_FOUND);
        refused("Old.gpx", "New.gpx", Reason.FILE_NOT_FOUND);
        assertThat(bed.files.changes).isEmpty();

        rename("Pass.gpx", "Old.gpx", false);
        assertThat(bed.text("Old.gpx")).contains("track");
    }

    @Test
    void refusesAStartAccountTracks() {
        bed.upload("Pass.gpx", "track");
        assertThatThrownBy(() -> bed.renameFile.rename(caller(Plan.START), gpx("Pass.gpx"), gpx("Col.gpx"), false))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(Problem.NO_SUBSCRIPTION));
        assertThat(bed.names()).containsExactly("Pass.gpx");
    }

    @Test
    void renamesTheVersionThatAPhoneUploadedMeanwhile() {
        bed.upload("Pass.gpx", "track");
        bed.files.beforeNextChange(files -> files.upload(gpx("Pass.gpx"), "longer track"));

        rename("Pass.gpx", "Col.gpx", false);

        assertThat(bed.names()).containsExactly("Col.gpx");
        assertThat(bed.text("Col.gpx")).contains("longer track");
    }

    @Test
    void doesNotHideAFileThatAPhoneStoredUnderTheNewNameMeanwhile() {
        bed.upload("Pass.gpx", "track");
        bed.files.beforeNextChange(files -> files.upload(gpx("Col.gpx"), "other"));

        refused("Pass.gpx", "Col.gpx", Reason.NAME_TAKEN);

        assertThat(bed.text("Pass.gpx")).contains("track");
        assertThat(bed.text("Col.gpx")).contains("other");
    }

    private void refused(String from, String to, Reason reason) {
        assertThatThrownBy(() -> rename(from, to, false))
                .isInstanceOfSatisfying(
                        WebErrorException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private void rename(String from, String to, boolean duplicates) {
        bed.renameFile.rename(bed.web, gpx(from), gpx(to), duplicates);
    }
}
