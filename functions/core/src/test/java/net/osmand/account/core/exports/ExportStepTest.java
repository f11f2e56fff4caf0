package net.osmand.account.core.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.exports.Export.State;
import net.osmand.account.core.exports.Export.Work;
import net.osmand.account.core.exports.StartExport.Started;
import net.osmand.account.core.testing.CrashInjector;
import net.osmand.account.core.testing.CrashInjector.Crash;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps of an export: retry, crash, overlap and cancellation. */
class ExportStepTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path folder = Path.of("");

    /** An account with small files for several parts, and with large files. */
    private static TestUser person() {
        return new TestUser()
                .has("FILE", "b.sqlitedb", StoredFiles.zeros(200), 0)
                .has("GPX", "c.gpx", "<gpx/>")
                .has("GPX", "c.gpx.info", "{\"color\":\"#123456\"}")
                .has("FILE", "d.sqlitedb", StoredFiles.zeros(150), 0)
                .has("FILE", "e.sqlitedb", StoredFiles.zeros(170), 0);
    }

    @Test
    @Tag("thorough")
    void finishesWithTheSameBytesAfterACrashAtEveryCall() throws IOException {
        var whole = new ExportTestBed(person(), folder).export(ArchiveFormat.OSF);
        for (var after : new boolean[] {false, true}) {
            var crashed = true;
            for (var nth = 1; crashed; nth++) {
                var office = new ExportTestBed(person(), Files.createDirectory(folder.resolve(nth + "" + after)));
                office.begin(ExportTestBed.everything(ArchiveFormat.OSF));
                crashed = workCrashesAt(office, new CrashInjector(nth, after));
                assertThat(Files.mismatch(office.archive(), whole))
                        .as("call %d, after: %s", nth, after)
                        .isEqualTo(-1);
                assertThat(office.exports
                                .find(TestUser.ID)
                                .flatMap(Export::work)
                                .map(Work::missing))
                        .contains(0);
                Files.delete(office.archive());
            }
        }
    }

    /**
     * A message is removed from the queue only after its function has ended. A start or a status request sends a lost
     * message again.
     */
    private static boolean workCrashesAt(ExportTestBed office, CrashInjector crash) {
        var crashed = false;
        while (office.exports.find(TestUser.ID).filter(Export::isActive).isPresent()) {
            if (office.queue.isEmpty()) {
                office.clock.advance(Duration.ofMinutes(6));
                office.status().report(TestUser.ID, "e1");
            }
            var step = new ExportStep(
                    crash.over(AccountFiles.class, office.person),
                    crash.over(ArchiveStore.class, office.store),
                    crash.over(Exports.class, office.exports),
                    crash.over(ExportQueue.class, (turn, _) -> office.queue.add(turn)),
                    1,
                    Duration.ZERO,
                    office.listener,
                    office.clock);
            var turn = office.queue.element();
            try {
                step.run(turn);
                office.queue.remove(turn);
            } catch (Crash | IllegalStateException e) {
                if (!crash.happened()) {
                    throw e;
                }
                crashed = true;
            }
        }
        return crashed;
    }

    @Test
    void aStepMakesOnePartAtLeastAndThenAsksForTheNext() throws IOException, InterruptedException {
        var office = new ExportTestBed(person(), folder);
        office.begin(ExportTestBed.everything(ArchiveFormat.OSF));
        office.step(Duration.ZERO).run(office.queue.remove());
        assertThat(office.queue).hasSize(1);
        office.work(Duration.ZERO);
        assertThat(office.exports.find(TestUser.ID).orElseThrow().step()).isGreaterThan(5);
        Readers.accept(office.archive(), 5);
    }

    @Test
    void aMessageThatComesTwiceChangesNothing() {
        var office = new ExportTestBed(person(), folder);
        office.begin(ExportTestBed.everything(ArchiveFormat.OSF));
        var first = office.queue.element();
        office.step(Duration.ZERO).run(office.queue.remove());
        office.work(HOUR);
        var calls = office.store.calls.get();
        office.step(HOUR).run(first);
        assertThat(office.store.calls.get()).isEqualTo(calls);
        assertThat(office.archive()).exists();
    }

    @Test
    void itIsTheAccountAsOfItsStart() throws IOException {
        var office = new ExportTestBed(person(), folder);
        office.begin(ExportTestBed.everything(ArchiveFormat.OSF));
        office.person
                .has("GPX", "c.gpx", "changed")
                .has("GPX", "new.gpx", "new")
                .deletes("FILE", "b.sqlitedb");
        office.work(HOUR);
        assertThat(Readers.text(office.archive(), "tracks/c.gpx")).isEqualTo("<gpx/>");
        assertThat(Readers.crcs(office.archive())).containsKey("b.sqlitedb").doesNotContainKey("tracks/new.gpx");
    }

    @Test
    void whatIsPurgedMeanwhileIsLeftOutAndReported() throws IOException, InterruptedException {
        var office = new ExportTestBed(person(), folder);
        office.begin(ExportTestBed.everything(ArchiveFormat.OSF));
        office.step(Duration.ZERO).run(office.queue.remove());
        office.step(Duration.ZERO).run(office.queue.remove());
        office.person.purges("FILE", "e.sqlitedb");
        office.person.purges("GPX", "c.gpx");
        office.work(HOUR);
        var work = office.exports.find(TestUser.ID).flatMap(Export::work).orElseThrow();
        assertThat(work.firstMissing())
                .containsExactlyInAnyOrder(new FileKey("FILE", "e.sqlitedb"), new FileKey("GPX", "c.gpx"));
        assertThat(work.missing()).isEqualTo(2);
        Readers.accept(office.archive(), 3);
        assertThat(office.store.uploads).isEmpty();
    }

    @Test
    void anObjectThatIsLostWithoutItsRowIsReportedToo() throws IOException, InterruptedException {
        var office = new ExportTestBed(person(), folder);
        office.begin(ExportTestBed.everything(ArchiveFormat.OSF));
        var lost = office.person
                .newest(TestUser.ID, Long.MAX_VALUE)
                .filter(version -> version.key().name().equals("d.sqlitedb"))
                .findFirst()
                .orElseThrow();
        office.person.objects.remove(lost.content().orElseThrow().objectKey());
        office.work(HOUR);
        assertThat(office.exports.find(TestUser.ID).flatMap(Export::work).map(Work::missing))
                .contains(1);
        Readers.accept(office.archive(), 4);
    }

    @Test
    void cancelledItStopsAndLeavesNothing() {
        var office = new ExportTestBed(person(), folder);
        office.begin(ExportTestBed.everything(ArchiveFormat.OSF));
        office.step(Duration.ZERO).run(office.queue.remove());
        office.status().cancel(TestUser.ID, "e1");
        office.work(HOUR);
        assertThat(office.status().report(TestUser.ID, "e1").stage()).isEqualTo(ExportStatus.Stage.CANCELLED);
        assertThat(office.store.uploads).isEmpty();
        assertThat(office.store.archives).isEmpty();
        assertThat(office.store.kept).isEmpty();
    }

    @Test
    void theDeletionOfTheAccountKillsItAnywhere() {
        var crashed = 0;
        for (var active = true; active; crashed++) {
            var office = new ExportTestBed(person(), folder);
            office.begin(ExportTestBed.everything(ArchiveFormat.OSF));
            for (var i = 0; i < crashed && !office.queue.isEmpty(); i++) {
                office.step(Duration.ZERO).run(office.queue.remove());
            }
            active = !office.queue.isEmpty();
            // A finished archive is removed with the account's other objects.
            office.exports.erase(TestUser.ID);
            office.store.remove(TestUser.ID, active ? "none" : "e1");
            office.work(HOUR);
            assertThat(office.store.archives).isEmpty();
            assertThat(office.store.kept).isEmpty();
        }
        assertThat(crashed).isGreaterThan(5);
    }

    @Test
    void oneExportRunsAtATime() {
        var person = person();
        for (var i = 0; i < 100; i++) {
            person.has("FILE", "big" + i, StoredFiles.zeros(2), 0);
        }
        var office = new ExportTestBed(person, folder);
        var started =
                (Started.Running) office.start().start(person.caller(), ExportTestBed.everything(ArchiveFormat.OSF));
        var again =
                (Started.Running) office.start().start(person.caller(), ExportTestBed.everything(ArchiveFormat.OSF));
        assertThat(again.export()).isEqualTo(started.export());
        assertThat(office.queue).hasSize(1);
        assertThatThrownBy(() -> office.start().start(person.caller(), ExportTestBed.everything(ArchiveFormat.ZIP)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(Problem.EXPORT_UNDER_WAY));
        office.work(HOUR);
        assertThat(office.status().report(TestUser.ID, started.export().id()).url())
                .isPresent();
    }

    @Test
    void aSmallArchiveComesAtOnceAndEqualsTheEstimate() throws IOException, InterruptedException {
        var person = new TestUser().has("GPX", "a.gpx", "<gpx/>").has("FILE", "World.obf", "map");
        var office = new ExportTestBed(person, folder);
        var tracks = new Selection(ArchiveFormat.OSF, Optional.of(Set.of("GPX")));
        var made = (Started.Completed) office.start().start(person.caller(), tracks);
        var archive = Files.write(folder.resolve(made.fileName()), made.archive());
        assertThat(made.fileName()).matches("Export_\\d\\d-\\d\\d-\\d\\d\\.osf");
        Readers.accept(archive, 2);
        assertThat(new EstimateExport(person).estimate(person.caller(), tracks).archiveBytes())
                .isEqualTo(Files.size(archive));
    }

    @Test
    void aStepThatFailsAgainAndAgainEndsTheExport() {
        var office = new ExportTestBed(person(), folder);
        var export = office.begin(ExportTestBed.everything(ArchiveFormat.OSF));
        var step = office.step(HOUR);
        var turn = office.queue.remove();
        while (step.retry(turn)) {
            turn = office.queue.remove();
        }
        assertThat(turn.tries()).isEqualTo(4);
        assertThat(office.exports.find(TestUser.ID).map(Export::state)).contains(State.FAILED);
        assertThat(office.exports.claim(export.withState(State.PREPARING, 0), 0))
                .isTrue();
    }

    @Test
    void whoDoesNotMoveGivesWay() {
        var office = new ExportTestBed(person(), folder);
        office.begin(ExportTestBed.everything(ArchiveFormat.OSF));
        office.clock.advance(Duration.ofHours(3));
        assertThat(office.status().report(TestUser.ID, "e1").stage()).isEqualTo(ExportStatus.Stage.FAILED);
        var other = new StartExport(
                        office.person,
                        office.store,
                        office.exports,
                        (turn, _) -> office.queue.add(turn),
                        1,
                        office.clock,
                        new SecureRandom())
                .start(office.person.caller(), ExportTestBed.everything(ArchiveFormat.ZIP));
        assertThat(other).isInstanceOf(Started.Running.class);
        assertThat(Arrays.asList(office.queue.toArray())).hasSize(2);
    }
}
