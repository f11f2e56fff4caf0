package net.osmand.account.core.folders;

import static net.osmand.account.core.folders.FolderTestBed.caller;
import static net.osmand.account.core.folders.FolderTestBed.gpx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.core.values.WebErrorException.Reason;
import org.junit.jupiter.api.Test;

/** Folders are renamed and deleted with all files and folders in them. */
class FoldersTest {
    private final FolderTestBed bed = new FolderTestBed();

    @Test
    void renamesEachFileBelowAFolderWithItsCompanionAndThePlaceholder() {
        bed.upload("Alps/__folder__.info", "");
        bed.upload("Alps/Pass.gpx", "track");
        bed.upload("Alps/Pass.gpx.info", "{\"file\":\"/tracks/Alps/Pass.gpx\",\"width\":\"bold\"}");
        bed.upload("Alps/West/Col.gpx", "other");
        bed.upload("Alps/Lost.gpx.info", "{}");
        bed.upload("AlpsX/Pass.gpx", "not below");

        rename("Alps", "Tours/2026");

        assertThat(bed.names())
                .containsExactly(
                        "AlpsX/Pass.gpx",
                        "Tours/2026/Lost.gpx.info",
                        "Tours/2026/Pass.gpx",
                        "Tours/2026/Pass.gpx.info",
                        "Tours/2026/West/Col.gpx",
                        "Tours/2026/__folder__.info");
        assertThat(bed.text("Tours/2026/Pass.gpx.info"))
                .contains("{\"file\":\"/tracks/Tours/2026/Pass.gpx\",\"width\":\"bold\"}");
        assertThat(bed.text("Tours/2026/__folder__.info")).contains("");
        assertThat(bed.files.rows.get(gpx("Alps/Pass.gpx.info")))
                .as("one row and one deletion marker: handled once")
                .hasSize(2);
    }

    @Test
    void comparesTheNameExactlyAndSkipsTrashedFiles() {
        bed.upload("a_b%$1\\/x.gpx", "1");
        bed.upload("aXbY/x.gpx", "2");
        bed.upload("a_b%$1\\/gone.gpx", "3");
        bed.files.delete(gpx("a_b%$1\\/gone.gpx"));

        rename("a_b%$1\\", "$2\\%");

        assertThat(bed.names()).containsExactly("$2\\%/x.gpx", "aXbY/x.gpx");
    }

    @Test
    void refusesFoldersBeforeAnythingIsRenamed() {
        bed.upload("Alps/Pass.gpx", "track");
        bed.upload("Alps/Col.gpx", "track");
        bed.upload("Tours/Pass.gpx", "other");

        refused("Alps", "Alps", Reason.SAME_NAME);
        refused("Alps", "Alps/West", Reason.FOLDER_INSIDE_ITSELF);
        refused("Alps", "", Reason.NAME_NOT_VALID);
        refused("", "X", Reason.NAME_NOT_VALID);
        refused("Alps", "X/", Reason.NAME_NOT_VALID);
        refused("None", "X", Reason.FILE_NOT_FOUND);
        refused("Alps", "Tours", Reason.FOLDER_TAKEN);
        assertThatThrownBy(
                        () -> bed.changeFolder.change(caller(Plan.START), new FolderChange.Rename("GPX", "Alps", "X")))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> rename("Alps", "..")).isInstanceOf(ProblemException.class);
        assertThat(bed.files.changes).isEmpty();
    }

    @Test
    void mergesIntoAnotherFolderWithoutTheSameNames() {
        bed.upload("Alps/__folder__.info", "");
        bed.upload("Alps/Pass.gpx", "track");
        bed.upload("Tours/__folder__.info", "");

        rename("Alps", "Tours");

        assertThat(bed.names()).containsExactly("Tours/Pass.gpx", "Tours/__folder__.info");
    }

    @Test
    void keepsTheCompanionOfATrackWhenAnotherOneHasLostItsTrack() {
        bed.upload("Alps/Pass.gpx.info", "{\"color\":\"#111111\"}");
        bed.upload("Tours/Pass.gpx", "track");
        bed.upload("Tours/Pass.gpx.info", "{\"color\":\"#222222\"}");

        rename("Alps", "Tours");

        assertThat(bed.names()).containsExactly("Tours/Pass.gpx", "Tours/Pass.gpx.info");
        assertThat(bed.text("Tours/Pass.gpx.info")).contains("{\"color\":\"#222222\"}");
    }

    @Test
    void refusesAFolderThatNeedsMoreThanOneRequest() {
        for (var i = 0; i <= ChangeFolder.MAX_RENAMED; i++) {
            bed.upload("Big/" + i + ".gpx", "track");
        }
        refused("Big", "X", Reason.FOLDER_TOO_LARGE);
        bed.files.delete(gpx("Big/0.gpx"));

        rename("Big", "X");

        assertThat(bed.names()).hasSize(ChangeFolder.MAX_RENAMED).allMatch(name -> name.startsWith("X/"));
        assertThat(bed.files.changes).hasSize(7);
    }

    @Test
    void goesOnOverASingleFailure() {
        for (var i = 10; i < 50; i++) {
            bed.upload("Alps/" + i + ".gpx", "track");
        }
        bed.files.beforeNextChange(files -> files.upload(gpx("Alps/12.gpx"), "newer"));
        rename("Alps", "X");
        assertThat(bed.names()).hasSize(40).allMatch(name -> name.startsWith("X/"));
        assertThat(bed.text("X/12.gpx")).contains("newer");

        bed.files.beforeNextChange(files -> files.upload(gpx("Y/12.gpx"), "a phone was faster"));
        refused("X", "Y", Reason.SOME_FILES_CHANGED);
        assertThat(bed.names()).hasSize(41).contains("X/12.gpx", "Y/12.gpx");
        assertThat(bed.text("Y/12.gpx")).contains("a phone was faster");
    }

    @Test
    void deletesEachFileBelowAFolder() {
        bed.upload("Alps/__folder__.info", "");
        bed.upload("Alps/Pass.gpx", "track");
        bed.upload("Alps/Pass.gpx.info", "{}");
        bed.upload("Alps/West/Col.gpx", "other");
        bed.upload("AlpsX/Pass.gpx", "stays");
        bed.files.beforeNextChange(files -> {
            files.upload(gpx("Alps/Pass.gpx"), "newer");
            files.delete(gpx("Alps/West/Col.gpx"));
        });

        bed.changeFolder.change(caller(Plan.START), new FolderChange.Delete("GPX", "Alps"));

        assertThat(bed.names()).containsExactly("AlpsX/Pass.gpx");
        assertThat(bed.files.rows.get(gpx("Alps/Pass.gpx")))
                .extracting(FileVersion::isDeletionMarker)
                .containsExactly(false, false, true);
        assertThat(bed.files.rows.get(gpx("Alps/West/Col.gpx"))).hasSize(2);
    }

    @Test
    void acceptsAnUnknownFolderAndRefusesAVeryLargeOne() {
        delete("None");
        assertThat(bed.files.changes).isEmpty();
        for (var i = 0; i <= ChangeFolder.MAX_DELETED; i++) {
            bed.upload("Big/" + i + ".gpx", "track");
        }
        assertThatThrownBy(() -> delete("Big")).hasMessageContaining("portal");
        assertThatThrownBy(() -> delete("")).isInstanceOf(WebErrorException.class);
        assertThat(bed.names()).hasSize(ChangeFolder.MAX_DELETED + 1);
    }

    private void refused(String folder, String newFolder, Reason reason) {
        assertThatThrownBy(() -> rename(folder, newFolder))
                .isInstanceOfSatisfying(
                        WebErrorException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private void rename(String folder, String newFolder) {
        bed.changeFolder.change(bed.web, new FolderChange.Rename("GPX", folder, newFolder));
    }

    private void delete(String folder) {
        bed.changeFolder.change(bed.web, new FolderChange.Delete("GPX", folder));
    }

    @Test
    void keepsRenamedFilesInOneChangeEach() {
        for (var i = 0; i < 20; i++) {
            bed.upload("Alps/" + i + ".gpx", "track");
            bed.upload("Alps/" + i + ".gpx.info", "{}");
        }
        rename("Alps", "X");
        assertThat(bed.files.changes).extracting(List::size).containsExactly(32, 32, 16);
    }
}
