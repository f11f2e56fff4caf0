package net.osmand.account.emulators.cognito;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;
import net.osmand.account.emulators.wire.AwsError;

/** The operations that need AWS credentials. */
final class AdminOperations {
    private static final Pattern FILTER = Pattern.compile("\\s*\"?([\\w:]+)\"?\\s*(\\^?=)\\s*\"(.*)\"\\s*");
    private static final int PAGE = 60;

    private final Pool pool;
    private final Passwords passwords;

    AdminOperations(Pool pool, Passwords passwords) {
        this.pool = pool;
        this.passwords = passwords;
    }

    ObjectNode getUser(Call call) {
        return described(pool.need(call.username()), "UserAttributes");
    }

    /** Creates a user: confirmed if the request has no password, otherwise with a temporary password. */
    ObjectNode createUser(Call call) {
        if (!call.text("MessageAction").equals("SUPPRESS")) {
            throw new AwsError("InvalidActionException", "AdminCreateUser without SUPPRESS is not emulated");
        }
        var password = call.text("TemporaryPassword");
        if (!password.isEmpty()) {
            passwords.check(password);
        }
        var user = pool.add(call.username(), call.attributes());
        user.status = PoolUser.CONFIRMED;
        if (!password.isEmpty()) {
            passwords.set(user, password);
            user.status = PoolUser.FORCE_CHANGE_PASSWORD;
        }
        return Call.empty().set("User", described(user, "Attributes"));
    }

    /** Updates attributes without a mail: the emulator does not verify changed addresses. */
    ObjectNode updateAttributes(Call call) {
        var user = pool.need(call.username());
        var attributes = call.attributes();
        var email = attributes.get("email");
        if (email != null) {
            Pool.checkEmail(email);
            if (pool.find(email).filter(owner -> !owner.equals(user)).isPresent()) {
                throw new AwsError("AliasExistsException", "An account with the given email already exists.");
            }
            user.attributes.put("email_verified", "false");
        }
        user.attributes.putAll(attributes);
        user.modifiedAt = pool.now();
        return Call.empty();
    }

    ObjectNode setPassword(Call call) {
        var user = pool.need(call.username());
        passwords.set(user, call.text("Password"));
        user.status =
                call.request().path("Permanent").asBoolean() ? PoolUser.CONFIRMED : PoolUser.FORCE_CHANGE_PASSWORD;
        user.modifiedAt = pool.now();
        return Call.empty();
    }

    ObjectNode deleteUser(Call call) {
        var user = pool.need(call.username());
        pool.state().users.remove(user.subject);
        pool.state().sessions.values().removeIf(session -> session.subject().equals(user.subject));
        return Call.empty();
    }

    /** Does nothing: the emulator stores no tokens. */
    ObjectNode signOut(Call call) {
        pool.need(call.username());
        return Call.empty();
    }

    /** Confirms the user without verifying the address. */
    ObjectNode confirmSignUp(Call call) {
        var user = pool.need(call.username());
        if (!user.is(PoolUser.UNCONFIRMED)) {
            throw new AwsError("NotAuthorizedException", "User cannot be confirmed. Current status is " + user.status);
        }
        user.status = PoolUser.CONFIRMED;
        user.modifiedAt = pool.now();
        return Call.empty();
    }

    ObjectNode listUsers(Call call) {
        var users = pool.state().users.values().stream()
                .filter(user -> matches(user, call.text("Filter")))
                .toList();
        var from = Integer.parseInt("0" + call.text("PaginationToken"));
        var to = Math.min(users.size(), from + call.request().path("Limit").asInt(PAGE));
        var answer = Call.empty();
        var page = answer.putArray("Users");
        users.subList(Math.min(from, to), to).forEach(user -> page.add(described(user, "Attributes")));
        return to < users.size() ? answer.put("PaginationToken", "" + to) : answer;
    }

    private static boolean matches(PoolUser user, String filter) {
        if (filter.isEmpty()) {
            return true;
        }
        var parts = FILTER.matcher(filter);
        if (!parts.matches()) {
            throw new AwsError("InvalidParameterException", "Error while parsing filter.");
        }
        var value = value(user, parts.group(1));
        var wanted = parts.group(3);
        return parts.group(2).equals("=")
                ? value.equalsIgnoreCase(wanted)
                : value.regionMatches(true, 0, wanted, 0, wanted.length());
    }

    private static String value(PoolUser user, String attribute) {
        return switch (attribute) {
            case "sub", "username" -> user.subject;
            case "cognito:user_status" -> user.status;
            default -> user.attributes.getOrDefault(attribute, "");
        };
    }

    private static ObjectNode described(PoolUser user, String attributesField) {
        var answer = Call.empty()
                .put("Username", user.subject)
                .put("UserStatus", user.status)
                .put("Enabled", true)
                .put("UserCreateDate", user.createdAt / 1000.0)
                .put("UserLastModifiedDate", user.modifiedAt / 1000.0);
        var attributes = answer.putArray(attributesField);
        attributes.addObject().put("Name", "sub").put("Value", user.subject);
        user.attributes.forEach(
                (name, value) -> attributes.addObject().put("Name", name).put("Value", value));
        return answer;
    }
}
