package net.osmand.account.tests.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import net.osmand.account.sam.Template;
import org.junit.jupiter.api.Test;

class PermissionTableTest {
    @Test
    void thePermissionPageIsCurrent() throws IOException {
        var page = Files.readString(Repository.root().resolve("docs/reference/permissions.md"));
        var table = new PermissionTable(Template.read(Repository.root().resolve("template.yaml")));
        assertThat(page).as("run make docs").isEqualTo(table.in(page));
    }
}
