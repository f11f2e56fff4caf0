package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import net.osmand.account.sam.Template;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests both promises of the trash: files can be restored for thirty days, and no data is left afterwards, even if only
 * one of the two purges works.
 */
@Tag("slow")
class TrashTest {
    private static final String TYPE = "FAVOURITES";
    private static final String NAME = "favorites.gpx";

    private final TestStack stack = TestStack.shared();
    private final Invariants invariants = new Invariants(stack);

    @AfterEach
    void everythingWorksAgain() {
        stack.suspend();
    }

    @Test
    void restoredOnDay29AndTrashedAgainItIsThereOnDay50AndGoneOnDay60() {
        var app = deleted();
        stack.advance("P29D");
        assertThat(restore(app).statusCode()).isEqualTo(200);
        app.delete(TYPE, NAME);
        stack.advance("P21D");
        assertThat(rows(app, "V#"))
                .as("two versions, restored, and two deletions")
                .isEqualTo(5);
        assertThat(entries(app))
                .as("two versions, the copy that was restored, and its delete marker")
                .isEqualTo(4);
        assertThat(TestBrowser.text(TestBrowser.of(app).get("/mapapi/download-file-from-prev-version", newestOf(app))))
                .isEqualTo("two");
        stack.advance("P10D");
        assertThat(rows(app, "V#") + rows(app, "T#")).as("rows").isZero();
        assertThat(entries(app)).as("versions and delete markers in S3").isZero();
        invariants.check(app);
    }

    private static HttpResponse<byte[]> restore(TestApp app) {
        return TestBrowser.of(app).post("/mapapi/restore-file", newestOf(app), "");
    }

    private static Map<String, String> newestOf(TestApp app) {
        return Map.of("type", TYPE, "name", NAME, "updatetime", Long.toString(app.newest()));
    }

    @Test
    void onDay31NothingIsLeftWithTheTimersAlone() {
        stack.suspend("DailyMaintenanceFunction");
        isGoneOnDay31(() -> {});
    }

    @Test
    void onDay31NothingIsSeenAndAnEntryThatNobodyHeardOfComesBackWithTheFullCheck() {
        stack.suspend("PurgeTrashFunction");
        // TTL removes the entry while the function is suspended. The full check writes the entry again, and TTL removes
        // it a second time.
        isGoneOnDay31(() -> {
            stack.sweep();
            stack.suspend();
            stack.advance("PT25H");
            stack.settle();
        });
    }

    private void isGoneOnDay31(Runnable check) {
        var app = deleted();
        stack.advance("P29D");
        assertThat(app.list().path("allFiles").size()).isEqualTo(3);
        assertThat(rows(app, "T#")).isOne();
        stack.advance("P2D");
        assertThat(app.list().path("allFiles").size()).isZero();
        check.run();
        assertThat(rows(app, "V#") + rows(app, "T#")).as("rows").isZero();
        assertThat(entries(app)).as("versions and delete markers in S3").isZero();
        invariants.check(app);
    }

    @Test
    void withoutAnyFunctionTheLifecycleTakesTheBytesAndTheSweepLaterTheRows() {
        var app = deleted();
        var live = app.store(TYPE, "live.gpx", "live");
        var marker = deletionMarker(app);
        stack.suspend(everyFunction());
        stack.advance("P36D");
        assertThat(entries(app))
                .as("two versions, the marker of the newest, and the live one")
                .isEqualTo(4);
        assertThat(TestStack.errorCode(app.deleteVersion(TYPE, NAME, marker)))
                .as("its time is over, however late the purge is")
                .isEqualTo(106);
        stack.advance("P4D");
        assertThat(entries(app)).as("the older version, and the live one").isEqualTo(2);
        assertThat(rows(app, "V#")).as("rows that nobody removed yet").isEqualTo(4);
        assertThat(rows(app, "T#")).as("the timer, whose removal nobody heard").isZero();

        stack.suspend();
        stack.sweep();
        assertThat(rows(app, "V#")).isOne();
        assertThat(app.list().path("allFiles").size()).isOne();
        assertThat(app.content(TYPE, "live.gpx", live)).isEqualTo("live");
        invariants.check(app);
    }

    private static String[] everyFunction() {
        return Template.read(TestStack.root().resolve("template.yaml"))
                .ofType("AWS::Serverless::Function")
                .toArray(String[]::new);
    }
    /** Creates an account with one file of two versions in the trash. */
    private TestApp deleted() {
        var app = TestApp.copied(stack);
        app.store(TYPE, NAME, "one");
        app.store(TYPE, NAME, "two");
        app.delete(TYPE, NAME);
        return app;
    }

    private static long deletionMarker(TestApp app) {
        for (var row : app.list().path("allFiles")) {
            if (row.path("filesize").asInt() < 0) {
                return row.path("updatetimems").asLong();
            }
        }
        throw new IllegalStateException("nothing is deleted");
    }

    private int entries(TestApp app) {
        return invariants.entries("u/" + app.account() + "/").size();
    }

    private int rows(TestApp app, String prefix) {
        return (int) invariants.items("FilesTable", "A#" + app.account()).stream()
                .filter(item -> item.entrySet().stream()
                        .anyMatch(
                                a -> a.getKey().equals("sk") && a.getValue().s().startsWith(prefix)))
                .count();
    }
}
