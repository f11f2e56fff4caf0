package net.osmand.account.emulators.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.osmand.account.emulators.wire.AwsError;
import net.osmand.account.emulators.wire.JsonEndpoint;

/** A request and the mails that it causes. */
record Call(String operation, JsonNode request, List<CodeMail> mails) {
    private static final int LONGEST_NAME = 128;
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+");
    private static final Pattern CODE = Pattern.compile("[\\S]+");

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
        if (name.length() > LONGEST_NAME) {
            throw invalid("username", "Member must have length less than or equal to " + LONGEST_NAME);
        }
        if (!NAME.matcher(name).matches()) {
            throw invalid("username", "Member must satisfy regular expression pattern: " + NAME);
        }
        return name;
    }

    /** The code of ConfirmSignUp and ConfirmForgotPassword. */
    String confirmationCode() {
        var code = text("ConfirmationCode");
        if (!CODE.matcher(code).matches()) {
            throw invalid("confirmationCode", "Member must satisfy regular expression pattern: " + CODE);
        }
        return code;
    }

    /** The error for a value that violates a constraint of Cognito's service model. */
    static AwsError invalid(String member, String constraint) {
        return new AwsError(
                "InvalidParameterException",
                "1 validation error detected: Value at '" + member + "' failed to satisfy constraint: " + constraint);
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
