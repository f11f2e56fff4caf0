package net.osmand.account.tests.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import net.osmand.account.sam.Template;
import net.osmand.account.tests.template.ClientCalls.Call;
import org.junit.jupiter.api.Test;

class ClientCallTableTest {
    private static final Path ROOT = Repository.root();

    /** Routes of our own portal below the paths of the clients. */
    private static final Set<String> OURS = Set.of(
            "POST /mapapi/auth/confirm-email",
            "POST /mapapi/auth/undo-change-email",
            "GET /mapapi/devices",
            "POST /mapapi/devices/revoke",
            "POST /mapapi/delete-file-all-versions",
            "POST /mapapi/restore-file");

    private final List<Call> calls = ClientCalls.read(ROOT.resolve("infrastructure/api/client-calls.csv"));
    private final ClientCallTable table = new ClientCallTable(calls, Template.read(ROOT.resolve("template.yaml")));

    ClientCallTableTest() throws IOException {}

    @Test
    void thePageOfTheAppsIsCurrent() throws IOException {
        var page = Files.readString(ROOT.resolve("docs/apps.md"));
        assertThat(page).as("run make docs").isEqualTo(table.in(page));
    }

    @Test
    void eachRouteOfAClientIsInTheTable() {
        var named = calls.stream().map(Call::route).toList();
        assertThat(named).doesNotHaveDuplicates().hasSizeGreaterThan(90);
        assertThat(table.routes().stream()
                        .filter(route -> !route.contains(" /v1/") && !route.contains(" /webhooks/"))
                        .filter(route -> !OURS.contains(route)))
                .isSubsetOf(named);
        assertThat(calls).allSatisfy(call -> assertThat(call.clients()).isNotEmpty());
    }

    @Test
    void aRowThatTheTemplateContradictsIsRefused() {
        var wrong = new Call("GET", "/mapapi/list-files", List.of("Android"), ClientCalls.Answer.NOT_SERVED, "");
        var lying = new ClientCallTable(List.of(wrong), Template.read(ROOT.resolve("template.yaml")));
        var page = """
                <!-- generated from template.yaml and infrastructure/api/client-calls.csv by `make docs` -->
                <!-- end of the generated part -->
                """;
        assertThatThrownBy(() -> lying.in(page)).hasMessageContaining("not served");
    }
}
