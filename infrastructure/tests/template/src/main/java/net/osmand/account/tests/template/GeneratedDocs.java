package net.osmand.account.tests.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.osmand.account.sam.Template;

/** {@code make docs}: writes the generated parts of the documentation. */
public final class GeneratedDocs {
    private GeneratedDocs() {}

    /** Writes the generated parts into the repository, whose folder is the argument. */
    public static void main(String[] args) throws IOException {
        var root = Path.of(args[0]);
        var template = Template.read(root.resolve("template.yaml"));
        var permissions = root.resolve("docs/reference/permissions.md");
        Files.writeString(permissions, new PermissionTable(template).in(Files.readString(permissions)));
        var apps = root.resolve("docs/apps.md");
        var calls = ClientCalls.read(root.resolve("infrastructure/api/client-calls.csv"));
        Files.writeString(apps, new ClientCallTable(calls, template).in(Files.readString(apps)));
    }
}
