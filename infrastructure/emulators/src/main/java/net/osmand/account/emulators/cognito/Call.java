package net.osmand.account.emulators.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.osmand.account.emulators.wire.AwsError;
import net.osmand.account.emulators.wire.JsonEndpoint;

/** One request, and the mails that it causes. */
record Call(String operation, JsonNode request, List<CodeMail> mails) {
    Call(String operation, JsonNode request) {
        this(operation, request, new ArrayList<>());
    }

    boolean isAdmin() {
        return operation.startsWith("Admin");
    }

    String text(String field) {
        return request.path(field).asText();
    }

    String username() {
        var name = text("Username");
        if (name.isEmpty()) {
            throw new AwsError("InvalidParameterException", "Missing required parameter USERNAME");
        }
        return name;
    }

    Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (var attribute : request.path("UserAttributes")) {
            attributes.put(
                    attribute.path("Name").asText(), attribute.path("Value").asText());
        }
        return attributes;
    }

    Map<String, String> clientMetadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        request.path("ClientMetadata")
                .properties()
                .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().asText()));
        return metadata;
    }

    static ObjectNode empty() {
        return JsonEndpoint.JSON.createObjectNode();
    }
}
