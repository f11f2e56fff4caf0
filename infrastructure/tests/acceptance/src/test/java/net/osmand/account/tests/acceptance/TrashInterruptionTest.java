package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import net.osmand.account.tests.acceptance.CrashPoints.Mutation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests crashes at each AWS call of the operations that take files out of the trash. Afterwards each file is restored,
 * permanently deleted or unchanged.
 */
@Tag("thorough")
class TrashInterruptionTest {
    private static final String TYPE = "FAVOURITES";
    private static final String NAME = "favorites-Cafes.gpx";

    /** Number of files from which emptying the trash runs as a job. */
    private static final int MANY = 101;

    private final TestStack stack = TestStack.shared();
    private final Invariants invariants = new Invariants(stack);
    private final CrashPoints crashPoints = new CrashPoints(stack);

    @Test
    void restoring() {
        crashPoints.run("restore-file", app -> {
            trashed(app);
            var query = Map.of("type", TYPE, "name", NAME, "updatetime", Long.toString(app.newest()));
            return of(app, () -> TestBrowser.of(app).post("/mapapi/restore-file", query, ""), () -> {
                assertThat(app.sizes()).isEqualTo(List.of(3, -1, 3, 3));
                assertThat(app.live()).isEqualTo(List.of("two"));
            });
        });
        crashPoints.check();
    }

    @Test
    void deletingAllVersions() {
        crashPoints.run("delete-file-all-versions", app -> {
            trashed(app);
            var query =
                    Map.of("type", TYPE, "name", NAME, "updatetime", Long.toString(app.newest()), "isTrash", "true");
            return of(
                    app,
                    () -> TestBrowser.of(app).post("/mapapi/delete-file-all-versions", query, ""),
                    () -> assertThat(app.sizes()).isEmpty());
        });
        crashPoints.check();
    }

    @Test
    void emptyingWhatIsListed() {
        crashPoints.run("empty-trash", app -> {
            app.store(TYPE, "live.gpx", "stays");
            trashed(app);
            var body = "[{\"name\":\"%s\",\"type\":\"%s\",\"updatetime\":%d}]".formatted(NAME, TYPE, app.newest());
            return of(
                    app,
                    () -> stack.postJson("/userdata/empty-trash", app.with(Map.of()), body),
                    () -> assertThat(app.sizes()).isEqualTo(List.of(5)));
        });
        crashPoints.check();
    }

    @Test
    void emptyingAllByAJob() {
        crashPoints.run("/v1/trash/empty", app -> {
            app.store(TYPE, "live.gpx", "stays");
            app.store(TYPE, NAME, "one");
            app.delete(TYPE, NAME);
            TrashFiller.likeTheOneInTheTrash(app, MANY);
            Supplier<HttpResponse<byte[]>> request = () -> TestBrowser.of(app).post("/v1/trash/empty", Map.of(), "");
            return of(app, request, () -> assertThat(app.sizes()).isEqualTo(List.of(5)));
        });
        crashPoints.check();
    }

    @Test
    void emptyingManyThatAreListed() {
        crashPoints.run("empty-trash of many", app -> {
            app.store(TYPE, "live.gpx", "stays");
            app.store(TYPE, "kept.gpx", "two");
            app.delete(TYPE, "kept.gpx");
            app.store(TYPE, NAME, "one");
            app.delete(TYPE, NAME);
            TrashFiller.likeTheOneInTheTrash(app, MANY);
            // One deletion marker is not listed, so the list covers only a part of the trash.
            var body = app.list()
                    .path("allFiles")
                    .valueStream()
                    .filter(row -> row.path("filesize").asInt() < 0)
                    .filter(row -> !row.path("name").asText().equals("kept.gpx"))
                    .map(row -> "{\"name\":\"%s\",\"type\":\"%s\",\"updatetime\":%d}"
                            .formatted(
                                    row.path("name").asText(),
                                    TYPE,
                                    row.path("updatetimems").asLong()))
                    .collect(Collectors.joining(",", "[", ",{\"name\":\"no\",\"type\":\"GPX\",\"updatetime\":1}]"));
            return of(
                    app,
                    () -> stack.postJson("/userdata/empty-trash", app.with(Map.of()), body),
                    () -> assertThat(app.sizes()).hasSize(3));
        });
        crashPoints.check();
    }

    @Test
    void purgeByTimer() {
        // First the clock expires the trash of other tests. The daily job is suspended until the checks, because it
        // would repair the damage of the crash.
        stack.advance("P31D");
        stack.suspend("DailyMaintenanceFunction");
        try {
            crashPoints.run("the end of a trash timer", app -> {
                trashed(app);
                return new Mutation(
                        () -> stack.post("/local/clock?advance=P31D", Map.of()),
                        () -> {},
                        () -> assertThat(invariants.entries("u/" + app.account() + "/"))
                                .isEmpty(),
                        () -> {
                            assertThat(app.sizes()).isEmpty();
                            invariants.check(app);
                        });
            });
        } finally {
            stack.suspend();
        }
        crashPoints.check();
    }

    private static void trashed(TestApp app) {
        app.store(TYPE, NAME, "one");
        app.store(TYPE, NAME, "two");
        app.delete(TYPE, NAME);
    }

    private Mutation of(TestApp app, Supplier<HttpResponse<byte[]>> request, Runnable outcome) {
        return new Mutation(
                request,
                () -> assertThat(request.get().statusCode()).isLessThan(500),
                outcome,
                () -> invariants.check(app));
    }
}
