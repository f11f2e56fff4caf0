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
 * Checks that the policies allow no action that no call of the run needed. The stack checks the other direction at each
 * call: a call that no policy allows fails.
 */
@Tag("afterwards")
@Tag("slow")
class PermissionsTest {
    private static final String TYPE = "FAVOURITES";
    private static final String NAME = "favorites.gpx";

    private final TestStack stack = TestStack.shared();

    @Test
    void functionsHaveNoUnusedPermissions() {
        var app = TestApp.signedUp(stack);
        live(app);
        codes(app);
        var unused = unused();
        unused.forEach((function, permissions) ->
                permissions.removeIf(permission -> UnusedPermissions.has(function, permission)));
        unused.values().removeIf(Set::isEmpty);
        assertThat(unused).as("what functions may do and never did").isEmpty();
    }

    /** Returns the permissions that no stack of the run needed, by the functions' names in the ledger. */
    private Map<String, Set<String>> unused() {
        var unused = new HashMap<String, Set<String>>();
        stack.local()
                .unusedPermissions()
                .forEach((function, permissions) -> unused.put(function, new TreeSet<>(permissions)));
        for (var left : RunFiles.UNUSED_PERMISSIONS.all()) {
            TestStack.read(left).properties().forEach(function -> {
                var permissions = new HashSet<String>();
                function.getValue().forEach(permission -> permissions.add(permission.asText()));
                unused.computeIfPresent(function.getKey(), (_, own) -> {
                    own.retainAll(permissions);
                    return own;
                });
            });
        }
        return unused;
    }

    /** Moves a file through each step of its lifecycle. */
    private void live(TestApp app) {
        var first = app.store(TYPE, NAME, "one");
        app.content(TYPE, NAME, first);
        app.delete(TYPE, NAME);
        // Restores the file with a new version, deletes that version, and then restores the file by removing its
        // deletion marker.
        var second = app.store(TYPE, NAME, "two");
        app.deleteVersion(TYPE, NAME, second);
        app.deleteVersion(TYPE, NAME, newest(app));
        assertThat(app.content(TYPE, NAME, first)).isEqualTo("one");
        app.delete(TYPE, NAME);
        var body = "[{\"name\":\"%s\",\"type\":\"%s\",\"updatetime\":%d}]".formatted(NAME, TYPE, newest(app));
        stack.postJson("/userdata/empty-trash", app.with(Map.of()), body);
        assertThat(app.list().path("allFiles")).isEmpty();
        // A list of more than 100 entries is compared with the whole trash.
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
