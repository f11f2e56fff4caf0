package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Least privilege from its other side: that nothing is called which a policy does not allow the stack sees to at each call,
 * and here nothing is allowed that no call of the run has needed.
 */
@Tag("afterwards")
class PermissionsTest {
    private static final String TYPE = "FAVOURITES";
    private static final String NAME = "favorites.gpx";

    private final TestStack stack = TestStack.shared();

    @Test
    void noFunctionMayDoWhatNoCallOfTheRunNeeded() {
        var app = TestApp.signedUp(stack);
        live(app);
        codes(app);
        var unneeded = unneeded();
        unneeded.forEach((function, rights) -> rights.removeIf(right -> UnusedPermissions.has(function, right)));
        unneeded.values().removeIf(Set::isEmpty);
        assertThat(unneeded).as("what functions may do and never did").isEmpty();
    }

    /** By the functions' names in the ledger, what none of the run's stacks has called. */
    private Map<String, Set<String>> unneeded() {
        var unneeded = new HashMap<String, Set<String>>();
        stack.local().unneededRights().forEach((function, rights) -> unneeded.put(function, new TreeSet<>(rights)));
        for (var left : RunFiles.RIGHTS.all()) {
            TestStack.read(left).properties().forEach(function -> {
                var rights = new HashSet<String>();
                function.getValue().forEach(right -> rights.add(right.asText()));
                unneeded.computeIfPresent(function.getKey(), (_, own) -> {
                    own.retainAll(rights);
                    return own;
                });
            });
        }
        return unneeded;
    }

    /** Each step that a file can take. */
    private void live(TestApp app) {
        var first = app.store(TYPE, NAME, "one");
        app.content(TYPE, NAME, first);
        app.delete(TYPE, NAME);
        // Out of the trash by a new version, into it again without that, and out of it without the deletion.
        var second = app.store(TYPE, NAME, "two");
        app.deleteVersion(TYPE, NAME, second);
        app.deleteVersion(TYPE, NAME, newest(app));
        assertThat(app.content(TYPE, NAME, first)).isEqualTo("one");
        app.delete(TYPE, NAME);
        var body = "[{\"name\":\"%s\",\"type\":\"%s\",\"updatetime\":%d}]".formatted(NAME, TYPE, newest(app));
        stack.postJson("/userdata/empty-trash", app.with(Map.of()), body);
        assertThat(app.list().path("allFiles")).isEmpty();
        // A list that is long enough to be all of the trash is compared with it.
        var many = "[%s]".formatted(String.join(",", Collections.nCopies(101, body.substring(1, body.length() - 1))));
        stack.postJson("/userdata/empty-trash", app.with(Map.of()), many);
        stack.get("/userdata/user-validate-sub", app.with(Map.of()));
    }

    private void codes(TestApp app) {
        stack.postJson("/userdata/send-code", app.with(Map.of()), "{\"action\":\"delete\"}");
        var code = stack.newestCode(app.email());
        var confirm = "{\"username\":\"%s\",\"token\":\"%s\"}".formatted(app.email(), code);
        assertThat(stack.postJson("/userdata/auth/confirm-code", Map.of(), confirm)
                        .statusCode())
                .isEqualTo(200);
    }

    private static long newest(TestApp app) {
        return app.list().path("allFiles").path(0).path("updatetimems").asLong();
    }
}
