package net.osmand.account.core.favourites;

import static net.osmand.account.core.favourites.Points.at;
import static net.osmand.account.core.favourites.Points.named;
import static net.osmand.account.core.favourites.Points.point;
import static net.osmand.account.core.favourites.Points.styled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.account.Device;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.files.FilesTestBed;
import net.osmand.account.core.files.InMemoryLiveFiles;
import net.osmand.account.core.testing.PortWrapper;
import net.osmand.account.core.testing.TestClock;
import net.osmand.account.core.testing.TestGzip;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.WebErrorException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ChangeFavouritesTest {
    private static final String FOOD = "favorites-food.gpx";
    private static final String BARS = "favorites-bars.gpx";
    private static final OptionalLong UNKNOWN = OptionalLong.empty();

    private final TestClock clock = new TestClock();
    private final InMemoryLiveFiles files = new InMemoryLiveFiles(clock);
    private final ChangeFavourites favourites = new ChangeFavourites(new GroupFiles(files), clock);
    private final ChangeGroups groups = new ChangeGroups(files, clock);
    private final Caller web = new Caller(
            new Account(
                    new AccountId(7),
                    new EmailAddress("ann@example.org"),
                    "subject",
                    0,
                    Plan.START,
                    Optional.empty(),
                    false),
            Device.web(new DeviceId(1), "en", 0),
            Usage.NONE);

    @Test
    void addsAPointToAGroup() {
        var known = upload(FOOD, "A", "B");

        var changed = favourites.add(web, FOOD, time(known), point("C", 3, 4, "whatever"));

        assertThat(names(FOOD)).containsExactly("A", "B", "C");
        assertThat(changed.version()).isEqualTo(files.current(key(FOOD)).orElseThrow());
        assertThat(changed.version().updateTime()).isGreaterThan(known.updateTime());
        assertThat(changed.version().clientTime()).isEqualTo(clock.millis());
        assertThat(changed.file().points().getLast().category())
                .as("the file's group")
                .isEqualTo("food");
        assertThat(files.rows.get(key(FOOD))).hasSize(2);
    }

    @Test
    void createsTheDefaultGroupOnDemandOnly() {
        favourites.add(web, "favorites.gpx", UNKNOWN, point("A", 1, 2, ""));
        assertThat(names("favorites.gpx")).containsExactly("A");
        files.delete(key("favorites.gpx"));
        favourites.add(web, "favorites.gpx", OptionalLong.of(5), point("B", 1, 2, ""));
        assertThat(names("favorites.gpx")).containsExactly("B");

        refused(Problem.FILE_NOT_AVAILABLE, () -> favourites.add(web, FOOD, UNKNOWN, point("A", 1, 2, "")));
        files.delete(key(FOOD));
        refused(Problem.FILE_NOT_AVAILABLE, () -> favourites.add(web, FOOD, UNKNOWN, point("A", 1, 2, "")));
    }

    @Test
    void addsToTheNewestVersionWithoutAKnownOne() {
        upload(FOOD, "A");
        files.beforeNextChange(_ -> upload(FOOD, "A", "B"));

        favourites.add(web, FOOD, UNKNOWN, point("C", 3, 4, "food"));

        assertThat(names(FOOD)).containsExactly("A", "B", "C");
    }

    @Test
    void refusesEachChangeOfAnotherVersionThanTheCallerKnows() {
        var known = upload(FOOD, "A", "B").updateTime();
        var bars = upload(BARS, "X");
        upload(FOOD, "A", "B", "C");
        var a = point("A", 1, 2, "food");

        refused(Problem.FILE_NOT_AVAILABLE, () -> favourites.add(web, FOOD, OptionalLong.of(known), a));
        refused(Problem.FILE_NOT_AVAILABLE, () -> favourites.delete(web, FOOD, known, a));
        refused(Problem.FILE_NOT_AVAILABLE, () -> favourites.updateAll(web, FOOD, known, List.of(a), false));
        refused(Problem.FILE_NOT_AVAILABLE, () -> favourites.update(web, update("A", 0, FOOD, FOOD, known, known, a)));
        refused(
                Problem.FILE_NOT_AVAILABLE,
                () -> favourites.update(web, update("A", 0, FOOD, BARS, known, bars.updateTime(), a)));
        refused(
                Problem.FILE_NOT_AVAILABLE,
                () -> favourites.update(web, update("X", 0, BARS, FOOD, bars.updateTime(), known, a)));
        refused(Problem.FILE_NOT_AVAILABLE, () -> groups.update(web, FOOD, known, group("food"), UNKNOWN));
        refused(
                Problem.FILE_NOT_AVAILABLE,
                () -> groups.rename(web, FOOD, "favorites-x.gpx", "food", "x", OptionalLong.of(known)));
        assertThat(files.changes).isEmpty();
    }

    @Test
    void saysThatTheGroupChanged() {
        var known = upload(FOOD, "A");
        upload(FOOD, "A", "B");

        assertThatThrownBy(() -> favourites.add(web, FOOD, time(known), point("C", 3, 4, "food")))
                .hasMessageContaining("changed");
    }

    @Test
    void refusesEachChangeOfADeletedGroup() {
        var bars = upload(BARS, "X").updateTime();
        var known = upload(FOOD, "A").updateTime();
        files.delete(key(FOOD));
        var a = point("A", 1, 1, "food");

        refused(Problem.FILE_NOT_AVAILABLE, () -> favourites.delete(web, FOOD, known, a));
        refused(Problem.FILE_NOT_AVAILABLE, () -> favourites.updateAll(web, FOOD, known, List.of(a), false));
        refused(Problem.FILE_NOT_AVAILABLE, () -> favourites.update(web, update("A", 0, FOOD, FOOD, known, known, a)));
        refused(Problem.FILE_NOT_AVAILABLE, () -> favourites.update(web, update("A", 0, FOOD, BARS, known, bars, a)));
        refused(Problem.FILE_NOT_AVAILABLE, () -> favourites.update(web, update("X", 0, BARS, FOOD, bars, known, a)));
        refused(Problem.FILE_NOT_AVAILABLE, () -> groups.update(web, FOOD, known, group("food"), UNKNOWN));
        refused(
                Problem.FILE_NOT_AVAILABLE,
                () -> groups.rename(web, FOOD, "favorites-x.gpx", "food", "x", OptionalLong.of(known)));
        assertThat(files.changes).isEmpty();
    }

    @Test
    void refusesAChangeThatAPhoneOvertakes() {
        var known = upload(FOOD, "A");
        files.beforeNextChange(_ -> upload(FOOD, "A", "B"));

        refused(Problem.FILE_NOT_AVAILABLE, () -> favourites.add(web, FOOD, time(known), point("C", 3, 4, "food")));

        assertThat(names(FOOD)).containsExactly("A", "B");
    }

    @Test
    void deletesThePointWithNameAndPosition() {
        var known = upload(FOOD, "A", "B", "A");

        favourites.delete(web, FOOD, known.updateTime(), point("A", 3, 3, "food"));

        assertThat(points(FOOD)).extracting(Favourite::latitude).containsExactly(1.0, 2.0);
        refused(
                Problem.FILE_NOT_AVAILABLE,
                () -> favourites.delete(
                        web, FOOD, files.current(key(FOOD)).orElseThrow().updateTime(), point("B", 9, 9, "food")));
    }

    @Test
    void replacesAPointAtItsIndexOrAddsIt() {
        var known = upload(FOOD, "A", "B").updateTime();
        var moved = at(named(points(FOOD).get(1), "B2"), 9.1234567, 8);

        var updated = favourites.update(web, update("B", 1, FOOD, FOOD, known, known, moved));
        assertThat(points(FOOD)).hasSize(2);
        assertThat(points(FOOD).get(1)).isEqualTo(moved);
        assertThat(updated.oldGroup()).isEmpty();

        var now = updated.newGroup().version().updateTime();
        favourites.update(web, update("Z", 1, FOOD, FOOD, now, now, point("Z", 5, 5, "food")));
        assertThat(names(FOOD)).containsExactly("A", "B2", "Z");
    }

    @Test
    void movesAPointToAnotherGroupInOneChange() {
        var from = upload(FOOD, "A", "B");
        var to = upload(BARS, "X");

        var updated = favourites.update(
                web,
                update(
                        "B",
                        1,
                        FOOD,
                        BARS,
                        from.updateTime(),
                        to.updateTime(),
                        named(points(FOOD).get(1), "B2")));

        assertThat(names(FOOD)).containsExactly("A");
        assertThat(names(BARS)).containsExactly("X", "B2");
        assertThat(points(BARS)).extracting(Favourite::category).containsOnly("bars");
        assertThat(points(BARS).getLast().extensions())
                .as("unknown extensions go along")
                .containsEntry("rank", "2");
        assertThat(files.changes).hasSize(1);
        assertThat(updated.newGroup().version().key()).isEqualTo(key(BARS));
        assertThat(updated.oldGroup().orElseThrow().version().key()).isEqualTo(key(FOOD));
    }

    @Test
    void addsAPointThatIsNotInItsOldGroup() {
        var from = upload(FOOD, "A");
        var updated = favourites.update(
                web, new PointUpdate("Z", 7, FOOD, "favorites.gpx", time(from), UNKNOWN, point("Z", 5, 5, "")));

        assertThat(names("favorites.gpx")).containsExactly("Z");
        assertThat(names(FOOD)).containsExactly("A");
        assertThat(updated.oldGroup()).isEmpty();
    }

    @Test
    void hidesAGroupByItsPointsAndKeepsTheTimes() {
        var known = upload(FOOD, "A", "B");
        var times = points(FOOD).stream().map(Favourite::time).toList();
        clock.advance(java.time.Duration.ofHours(1));
        var hidden = points(FOOD).stream()
                .map(point -> styled(point, "#ff000000", true))
                .toList();

        var changed = favourites.updateAll(web, FOOD, known.updateTime(), hidden, false);

        assertThat(points(FOOD))
                .allMatch(Favourite::hidden)
                .extracting(Favourite::time)
                .isEqualTo(times);
        assertThat(changed.file().groups().getFirst().hidden()).isTrue();
        assertThat(changed.version().clientTime()).isEqualTo(known.clientTime());

        var shown = points(FOOD).stream()
                .map(point -> styled(point, "#ff000000", false))
                .toList();
        var again = favourites.updateAll(web, FOOD, changed.version().updateTime(), shown, true);
        assertThat(again.file().groups().getFirst().hidden()).isFalse();
        assertThat(points(FOOD)).extracting(Favourite::time).containsOnly(OptionalLong.of(clock.millis()));
        assertThat(again.version().clientTime()).isEqualTo(clock.millis());
    }

    @Test
    void losesNoPointThatUpdateAllDoesNotFind() {
        var known = upload(FOOD, "A", "B").updateTime();
        favourites.updateAll(web, FOOD, known, List.of(point("B", 2, 2, "food"), point("N", 7, 7, "food")), false);
        assertThat(names(FOOD)).containsExactly("A", "B", "N");
    }

    @Test
    void createsChangesAndRenamesAGroup() {
        var created = groups.add(web, "favorites-a_%_b_-_c.gpx", group("a/b:c"));
        assertThat(created.file().groups().getFirst().name()).isEqualTo("a/b:c");
        assertThatThrownBy(() -> groups.add(web, "favorites-a_%_b_-_c.gpx", group("a/b:c")))
                .isInstanceOf(WebErrorException.class);
        var added = favourites.add(web, "favorites-a_%_b_-_c.gpx", time(created.version()), point("A", 1, 1, "a/b:c"));

        var pinned = new FavouriteGroup(
                "a/b:c", Optional.of("#ff123456"), Optional.of("star"), Optional.empty(), false, true, List.of());
        var changed = groups.update(
                web, "favorites-a_%_b_-_c.gpx", added.version().updateTime(), pinned, OptionalLong.of(99));
        assertThat(changed.version().clientTime()).isEqualTo(99);
        assertThat(changed.file().groups().getFirst().pinned()).isTrue();

        upload(FOOD, "F");
        assertThatThrownBy(() ->
                        groups.rename(web, "favorites-a_%_b_-_c.gpx", FOOD, "a/b:c", "food", time(changed.version())))
                .isInstanceOf(WebErrorException.class);
        groups.rename(web, "favorites-a_%_b_-_c.gpx", "favorites-d.gpx", "a/b:c", "d", time(changed.version()));

        assertThat(files.names("FAVOURITES")).containsExactly("favorites-d.gpx", FOOD);
        assertThat(points("favorites-d.gpx")).extracting(Favourite::category).containsExactly("d");
        assertThat(files.changes.getLast()).as("one change for both files").hasSize(2);
    }

    @Test
    void givesNewVersionsTheClientTimeOfNow() {
        var known = upload(FOOD, "A", "B").updateTime();
        var deleted =
                favourites.delete(web, FOOD, known, point("B", 2, 2, "food")).version();
        var time = deleted.updateTime();
        var updated = favourites
                .update(web, update("A", 0, FOOD, FOOD, time, time, point("A", 5, 5, "food")))
                .newGroup()
                .version();
        var styled = groups.update(web, FOOD, updated.updateTime(), group("food"), UNKNOWN)
                .version();
        var created = groups.add(web, BARS, group("bars")).version();
        groups.rename(web, FOOD, "favorites-x.gpx", "food", "x", time(styled));
        var renamed = files.current(key("favorites-x.gpx")).orElseThrow();

        assertThat(List.of(deleted, updated, styled, created, renamed))
                .extracting(FileVersion::clientTime)
                .containsOnly(clock.millis());
    }

    @Test
    void leavesTheCompanionOfARenamedGroup() {
        var known = upload(FOOD, "A");
        files.upload(key(FOOD + ".info"), "{}");

        groups.rename(web, FOOD, BARS, "food", "bars", time(known));

        assertThat(files.names("FAVOURITES")).containsExactly(BARS, FOOD + ".info");
    }

    @Test
    void readsTheNameOfAGroupFromItsFileName() {
        var fileName = "favorites-a_%_b_-_c.gpx";
        var known = files.upload(key(fileName), "<gpx/>");

        favourites.add(web, fileName, time(known), point("A", 1, 2, ""));

        assertThat(points(fileName)).extracting(Favourite::category).containsExactly("a/b:c");
    }

    @Test
    void writesNoGroupNameIntoTheDefaultGroup() {
        favourites.add(web, "favorites.gpx", UNKNOWN, point("A", 1, 2, ""));

        assertThat(files.text(key("favorites.gpx")).orElseThrow()).doesNotContain("<type");
    }

    @Test
    void refusesAPointBeyondTheQuota() {
        var bed = new FilesTestBed(PortWrapper.none(), 100, Plan.START, new PlanLimits(5000, 100, 100, 9000));
        var small = new ChangeFavourites(new GroupFiles(bed.liveFiles), bed.clock);

        refused(
                Problem.STORAGE_EXCEEDED,
                () -> small.add(bed.caller(0), "favorites.gpx", UNKNOWN, point("A", 1, 2, "")));
    }

    @Test
    void refusesAFileThatIsNotGpxWithoutTouchingIt() {
        var known = files.upload(key(FOOD), "{}");
        refused(Problem.GPX_NOT_READABLE, () -> favourites.add(web, FOOD, time(known), point("A", 1, 2, "")));
        var bomb = files.upload(key(FOOD), TestGzip.of("<gpx>" + " ".repeat(25 << 20) + "</gpx>"));
        refused(Problem.GPX_NOT_READABLE, () -> favourites.add(web, FOOD, time(bomb), point("A", 1, 2, "")));
        assertThat(files.changes).isEmpty();
    }

    /**
     * Two browsers retry a rejected addition with the current version, like the web client. A phone uploads merged
     * files.
     */
    @Test
    void loseNoPointOfTwoBrowsersAndAPhone() {
        var random = new Random(7);
        upload("favorites.gpx", "start");
        List<String> acknowledged = new ArrayList<>(List.of("start"));
        var known = new long[2];
        for (var i = 0; i < 120; i++) {
            var name = "p" + i;
            var actor = random.nextInt(3);
            if (actor == 2) {
                var merged = new ArrayList<>(names("favorites.gpx"));
                merged.add(name);
                upload("favorites.gpx", merged.toArray(String[]::new));
                acknowledged.add(name);
                continue;
            }
            if (random.nextInt(4) == 0) {
                files.beforeNextChange(_ -> {
                    var merged = new ArrayList<>(names("favorites.gpx"));
                    merged.add(name + "-phone");
                    upload("favorites.gpx", merged.toArray(String[]::new));
                    acknowledged.add(name + "-phone");
                });
            }
            for (var tries = 0; tries < 2; tries++) {
                try {
                    var added = favourites.add(
                            web, "favorites.gpx", OptionalLong.of(known[actor]), point(name, i, i % 90, ""));
                    known[actor] = added.version().updateTime();
                    acknowledged.add(name);
                    break;
                } catch (ProblemException refused) {
                    assertThat(refused.problem()).isEqualTo(Problem.FILE_NOT_AVAILABLE);
                    known[actor] =
                            files.current(key("favorites.gpx")).orElseThrow().updateTime();
                }
            }
        }
        assertThat(acknowledged).hasSizeGreaterThan(100);
        assertThat(names("favorites.gpx")).containsExactlyInAnyOrderElementsOf(acknowledged);
    }

    private static PointUpdate update(
            String name, int index, String oldFile, String newFile, long oldTime, long newTime, Favourite point) {
        return new PointUpdate(
                name, index, oldFile, newFile, OptionalLong.of(oldTime), OptionalLong.of(newTime), point);
    }

    private static FavouriteGroup group(String name) {
        return new FavouriteGroup(
                name, Optional.of("#ff112233"), Optional.of("star"), Optional.of("circle"), false, false, List.of());
    }

    private static void refused(Problem problem, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(problem));
    }

    private List<Favourite> points(String fileName) {
        var gpx = files.text(key(fileName)).orElseThrow();
        return ChangeFavourites.changed(() -> FavouritesFile.parse(gpx.getBytes(StandardCharsets.UTF_8)))
                .points();
    }

    private List<String> names(String fileName) {
        return points(fileName).stream().map(Favourite::name).toList();
    }

    /** Uploads a group as a phone writes it, with points at (1, 1), (2, 2), … */
    private FileVersion upload(String fileName, String... names) {
        var group = fileName.equals("favorites.gpx") ? "" : fileName.replaceAll("favorites-|\\.gpx", "");
        var gpx = new StringBuilder("<gpx xmlns:osmand=\"https://osmand.net\">");
        for (var i = 0; i < names.length; i++) {
            gpx.append("<wpt lat=\"%d\" lon=\"%d\"><time>2025-01-0%dT00:00:00Z</time><name>%s</name>"
                    .formatted(i + 1, i + 1, i % 9 + 1, names[i]));
            gpx.append(group.isEmpty() ? "" : "<type>" + group + "</type>");
            gpx.append("<extensions><osmand:rank>%d</osmand:rank></extensions></wpt>".formatted(i + 1));
        }
        return files.upload(key(fileName), gpx + "</gpx>");
    }

    private static FileKey key(String fileName) {
        return FavouriteFileName.key(fileName);
    }

    private static OptionalLong time(FileVersion version) {
        return OptionalLong.of(version.updateTime());
    }
}
