package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import net.osmand.account.tests.acceptance.CrashPoints.Mutation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests crashes before and after the effect of each AWS call of each mutation. The account must be consistent
 * afterwards.
 */
class InterruptionTest {
    private static final String TYPE = "FAVOURITES";
    private static final String NAME = "favorites-Cafes.gpx";

    private final TestStack stack = TestStack.shared();
    private final Invariants invariants = new Invariants(stack);
    private final CrashPoints crashPoints = new CrashPoints(stack);

    @Test
    @Tag("thorough")
    void uploadOfANewVersion() {
        crashPoints.run("upload-file of a new version", app -> {
            app.store(TYPE, NAME, "before");
            return uploads(app, 2);
        });
        crashPoints.check();
    }

    @Test
    @Tag("thorough")
    void uploadOfADeletedFile() {
        crashPoints.run("upload-file of a deleted file", app -> {
            app.store(TYPE, NAME, "one");
            app.store(TYPE, NAME, "two");
            app.delete(TYPE, NAME);
            return uploads(app, 4);
        });
        crashPoints.check();
    }

    private Mutation uploads(TestApp app, int rows) {
        var gzip = TestApp.gzip("anew".getBytes(StandardCharsets.UTF_8));
        return of(app, () -> app.upload(TYPE, NAME, gzip, 1), () -> {
            assertThat(app.sizes()).hasSizeGreaterThanOrEqualTo(rows);
            assertThat(app.live()).isEqualTo(List.of("anew"));
        });
    }

    @Test
    @Tag("thorough")
    void deleteFile() {
        crashPoints.run("delete-file", app -> {
            app.store(TYPE, NAME, "one");
            app.store(TYPE, NAME, "two");
            return of(
                    app,
                    () -> app.delete(TYPE, NAME),
                    () -> assertThat(app.sizes()).isEqualTo(List.of(-1, 3, 3)));
        });
        crashPoints.check();
    }

    @Test
    @Tag("thorough")
    void deleteVersion() {
        crashPoints.run("delete-file-version of the newest version", app -> {
            app.store(TYPE, NAME, "old");
            var time = app.store(TYPE, NAME, "newest");
            return removes(app, time, "old");
        });
        crashPoints.run("delete-file-version of the deletion marker", app -> {
            app.store(TYPE, NAME, "one");
            app.store(TYPE, NAME, "kept");
            app.delete(TYPE, NAME);
            return removes(app, app.newest(), "kept");
        });
        crashPoints.run("delete-file-version of a version in the trash", app -> {
            var time = app.store(TYPE, NAME, "one");
            app.delete(TYPE, NAME);
            return of(
                    app,
                    () -> app.deleteVersion(TYPE, NAME, time),
                    () -> assertThat(app.sizes()).isEqualTo(List.of()));
        });
        crashPoints.run("delete-file-version of what came after the deletion", app -> {
            app.store(TYPE, NAME, "one");
            app.delete(TYPE, NAME);
            var time = app.store(TYPE, NAME, "three");
            return of(
                    app,
                    () -> app.deleteVersion(TYPE, NAME, time),
                    () -> assertThat(app.sizes()).isEqualTo(List.of(-1, 3)));
        });
        crashPoints.check();
    }

    private Mutation removes(TestApp app, long time, String left) {
        return of(
                app,
                () -> app.deleteVersion(TYPE, NAME, time),
                () -> assertThat(app.live()).isEqualTo(List.of(left)));
    }

    @Test
    @Tag("thorough")
    void deleteAccount() {
        crashPoints.run("delete-account", () -> {
            var app = TestApp.signedUp(stack);
            app.store(TYPE, NAME, "one");
            app.store(TYPE, "gone.gpx", "two");
            app.delete(TYPE, "gone.gpx");
            var account = app.account();
            return new Mutation(
                    deletion(app),
                    () -> assertThat(deletion(app).get().statusCode()).isLessThan(500),
                    () -> invariants.assertDeleted(account, app.email()),
                    () -> {
                        if (app.listing(Map.of()).statusCode() == 200) {
                            invariants.check(app);
                        } else {
                            invariants.assertDeleted(account, app.email());
                        }
                    });
        });
        // This sweep finishes the deletions. The next one cleans up each deleted account again and then forgets it.
        stack.sweep();
        crashPoints.check();
    }

    /** Requests a code and returns a call that deletes the account with the newest code. */
    private Supplier<HttpResponse<byte[]>> deletion(TestApp app) {
        stack.postJson("/userdata/send-code", app.with(Map.of()), "{\"action\":\"delete\"}");
        var body = "{\"username\":\"%s\",\"token\":\"%s\"}".formatted(app.email(), stack.newestCode(app.email()));
        return () -> stack.postJson("/userdata/delete-account", app.with(Map.of()), body);
    }

    private Mutation of(TestApp app, Supplier<HttpResponse<byte[]>> request, Runnable outcome) {
        return new Mutation(
                request,
                () -> assertThat(request.get().statusCode()).isLessThan(500),
                outcome,
                () -> invariants.check(app));
    }
}
