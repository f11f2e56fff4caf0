package net.osmand.account.core.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.exports.Export.State;
import net.osmand.account.core.exports.ExportStatus.Stage;
import net.osmand.account.core.exports.StartExport.Started;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Status, cancellation and the limit of one export per account. */
class ExportStatusTest {
    private static final Selection OSF = ExportTestBed.everything(ArchiveFormat.OSF);

    @TempDir
    private Path folder = Path.of("");

    private ExportTestBed bed = new ExportTestBed(new TestUser(), folder);

    @BeforeEach
    void manyFiles() {
        var user = new TestUser();
        for (var i = 0; i < 501; i++) {
            user.has("GPX", "track " + i + ".gpx", "<gpx/>");
        }
        bed = new ExportTestBed(user, folder);
    }

    @Test
    void reportsAnExportFromItsStartToItsEnd() {
        var export = start(OSF);
        assertThat(report(export).stage()).isEqualTo(Stage.PREPARING);
        assertThat(report(export).url()).isEmpty();
        bed.work(Duration.ofHours(1));
        assertThat(report(export).stage()).isEqualTo(Stage.DONE);
        assertThat(report(export).url()).isPresent();
        assertThat(report(export).export().work().orElseThrow().filesDone()).isEqualTo(501);
        bed.clock.advance(Duration.ofDays(1).plusMillis(1));
        assertThat(report(export).stage()).isEqualTo(Stage.EXPIRED);
        assertThat(report(export).url()).isEmpty();
    }

    @Test
    void runsOneExportAtATime() {
        var export = start(OSF);
        assertThat(start(OSF)).isEqualTo(export);
        isRejected(() -> start(ExportTestBed.everything(ArchiveFormat.ZIP)), Problem.EXPORT_UNDER_WAY);
        isRejected(() -> start(new Selection(ArchiveFormat.OSF, Optional.of(Set.of("GPX")))), Problem.EXPORT_UNDER_WAY);
        bed.status().cancel(TestUser.ID, export.id());
        var other = start(ExportTestBed.everything(ArchiveFormat.ZIP));
        assertThat(other.id()).isNotEqualTo(export.id());
        bed.work(Duration.ofHours(1));
        assertThat(report(other).stage()).isEqualTo(Stage.DONE);
    }

    @Test
    void cancelsAnExportAndRemovesWhatItMade() {
        var export = start(OSF);
        bed.status().cancel(TestUser.ID, export.id());
        bed.status().cancel(TestUser.ID, export.id());
        bed.work(Duration.ofHours(1));
        assertThat(report(export).stage()).isEqualTo(Stage.CANCELLED);
        assertThat(report(export).url()).isEmpty();
        var done = start(OSF);
        bed.work(Duration.ofHours(1));
        bed.status().cancel(TestUser.ID, done.id());
        assertThat(report(done).stage()).isEqualTo(Stage.CANCELLED);
    }

    @Test
    void showsAnExportToItsAccountOnly() {
        var export = start(OSF);
        var stranger = new AccountId(8);
        isRejected(() -> bed.status().report(stranger, export.id()), Problem.NOT_FOUND);
        isRejected(() -> bed.status().cancel(stranger, export.id()), Problem.NOT_FOUND);
        isRejected(() -> bed.status().report(TestUser.ID, "another"), Problem.NOT_FOUND);
        assertThat(report(export).stage()).isEqualTo(Stage.PREPARING);
    }

    @Test
    void sendsALostMessageAgainAfterFiveMinutes() {
        var export = start(OSF);
        bed.queue.clear();
        report(export);
        assertThat(bed.queue).isEmpty();
        bed.clock.advance(Duration.ofMinutes(6));
        report(export);
        assertThat(bed.queue).hasSize(1);
        bed.queue.clear();
        assertThat(start(OSF)).isEqualTo(export);
        assertThat(bed.queue).as("who starts it again, sends it too").hasSize(1);
    }

    @Test
    void failsAnExportThatNobodyContinuedForTwoHoursAndMakesPlaceForAnother() {
        var export = start(OSF);
        bed.queue.clear();
        bed.clock.advance(Duration.ofHours(2).plusMillis(1));
        assertThat(report(export).stage()).isEqualTo(Stage.FAILED);
        assertThat(bed.queue).isEmpty();
        assertThat(start(ExportTestBed.everything(ArchiveFormat.ZIP)).id()).isNotEqualTo(export.id());
    }

    @Test
    void keepsTheStateOfAFailedExport() {
        var export = start(OSF);
        bed.exports.replace(export, export.withState(State.FAILED, bed.clock.millis()));
        assertThat(report(export).stage()).isEqualTo(Stage.FAILED);
    }

    private Export start(Selection selection) {
        var started = bed.start().start(bed.person.caller(), selection);
        assertThat(started).isInstanceOf(Started.Running.class);
        return ((Started.Running) started).export();
    }

    private ExportStatus.Report report(Export export) {
        return bed.status().report(TestUser.ID, export.id());
    }

    private static void isRejected(ThrowingCallable call, Problem problem) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(problem));
    }
}
