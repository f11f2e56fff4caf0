package net.osmand.account.tests.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import net.osmand.account.lambda.RequestLimits;
import org.junit.jupiter.api.Test;

/** Compares the maximum lengths of infrastructure/api/openapi.yaml with the limits that the code checks. */
class RequestLimitsTest {
    private static final Map<String, Integer> LISTS = Map.of(
            "POST /userdata/empty-trash", RequestLimits.TRASH_ENTRIES,
            "POST /mapapi/empty-trash", RequestLimits.TRASH_ENTRIES,
            "POST /mapapi/download-backup", RequestLimits.EXPORT_KEYS,
            "POST /mapapi/download-backup-folder", RequestLimits.EXPORT_KEYS,
            "POST /mapapi/refresh-list-files", RequestLimits.REFRESHED_ROWS,
            "POST /mapapi/fav/update-all-favorites", RequestLimits.FAVOURITES,
            "POST /v1/uploads/{id}/parts parts", RequestLimits.UPLOAD_PARTS);

    private final ApiDocument document = ApiDocument.read(Repository.root().resolve("infrastructure/api/openapi.yaml"));
    private final Map<String, Integer> documented = new TreeMap<>();
    private final Map<String, Integer> checked = new TreeMap<>();

    @Test
    void areTheSame() {
        for (var operation : document.operations()) {
            var shared = document.root().path("paths").path(operation.path()).path("parameters");
            shared.forEach(parameter -> parameter(operation.route(), document.resolved(parameter)));
            operation
                    .node()
                    .path("parameters")
                    .forEach(parameter -> parameter(operation.route(), document.resolved(parameter)));
            // The shop signs its body, which has a limit as a whole.
            if (!operation.path().startsWith("/webhooks/")) {
                document.resolved(operation.node().path("requestBody"))
                        .path("content")
                        .forEach(content -> value(operation.route(), "", content.path("schema")));
            }
        }
        assertThat(documented).hasSizeGreaterThan(100).isEqualTo(checked);
    }

    private void parameter(String route, JsonNode parameter) {
        var name = parameter.path("name").asText();
        if (parameter.path("in").asText().equals("path")) {
            compare(route + " path " + name, parameter.path("schema").path("maxLength"), RequestLimits.PATH_STEP);
        } else {
            value(route, name, parameter.path("schema"));
        }
    }

    private void value(String route, String name, JsonNode schema) {
        var resolved = document.resolved(schema);
        var type = resolved.path("type").toString();
        var where = (route + " " + name).strip();
        if (type.contains("string")
                && !resolved.has("enum")
                && !resolved.path("format").asText().equals("binary")) {
            compare(where, resolved.path("maxLength"), RequestLimits.longest(name));
        }
        if (type.contains("array")) {
            compare(where + " list", resolved.path("maxItems"), LISTS.getOrDefault(where, 0));
            value(route, name, resolved.path("items"));
        }
        resolved.path("properties").properties().forEach(field -> value(route, field.getKey(), field.getValue()));
    }

    private void compare(String where, JsonNode inDocument, int inCode) {
        documented.put(where, inDocument.asInt(-1));
        checked.put(where, inCode);
    }
}
