package net.osmand.account.emulators.cognito;

import java.util.LinkedHashMap;
import java.util.Map;

/** A code to be mailed, with the user's attributes at the time of the call. */
record CodeMail(
        String trigger, String subject, Map<String, String> attributes, String code, Map<String, String> metadata) {

    static CodeMail to(PoolUser user, String trigger, String code, Map<String, String> metadata) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("sub", user.subject);
        attributes.put("cognito:user_status", user.status);
        attributes.putAll(user.attributes);
        return new CodeMail(trigger, user.subject, attributes, code, metadata);
    }
}
