package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests a stack with the parameter {@code Portal=no} (docs/getting-started.md). */
@Tag("slow")
class NoPortalTest {
    private static final String TYPE = "FAVOURITES";
    private static final String NAME = "favorites.gpx";

    @Test
    void appsRegisterSyncAndRestoreAndPagesAreNotFound(@TempDir Path data) throws Exception {
        var stack = TestStack.process(data, Map.of("PARAMETER_Portal", "no"));
        try {
            var phone = TestApp.signedUp(stack);
            var first = phone.store(TYPE, NAME, "one");
            phone.store(TYPE, NAME, "two");
            phone.delete(TYPE, NAME);

            var tablet = phone.another("tablet");
            assertThat(tablet.list().path("allFiles").size()).isEqualTo(3);
            assertThat(tablet.content(TYPE, NAME, first)).isEqualTo("one");
            var marker =
                    tablet.list().path("allFiles").path(0).path("updatetimems").asLong();
            assertThat(tablet.deleteVersion(TYPE, NAME, marker).statusCode()).isEqualTo(200);
            assertThat(phone.list().path("uniqueFiles").size()).isEqualTo(1);

            for (var path : new String[] {"/", "/map/account/", "/assets/index.js"}) {
                var page = stack.page(path);
                assertThat(page.statusCode()).as(path).isEqualTo(404);
                assertThat(new String(page.body(), StandardCharsets.UTF_8)).isEqualTo("{\"message\":\"Not Found\"}");
            }
        } finally {
            stack.stop();
        }
    }
}
