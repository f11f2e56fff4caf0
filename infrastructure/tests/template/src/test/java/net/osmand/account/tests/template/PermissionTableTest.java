package net.osmand.account.tests.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import net.osmand.account.devserver.template.Template;
import org.junit.jupiter.api.Test;

class PermissionTableTest {
    @Test
    void theArchitecturePageHasTheTableOfToday() throws IOException {
        var page = Files.readString(Repository.root().resolve("docs/architecture.md"));
        var rights = new PermissionTable(Template.read(Repository.root().resolve("template.yaml")));
        assertThat(page).as("run make docs").isEqualTo(rights.in(page));
    }
}
