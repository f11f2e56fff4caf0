package net.osmand.account.devserver.watch;

import java.util.List;
import java.util.Map;

/**
 * A permission that a call needs.
 *
 * @param action the IAM action, such as {@code s3:GetObject}
 * @param resources ARNs of which the policy must allow one
 * @param context condition keys of the call with their values, such as {@code ses:FromAddress}
 */
record RequiredPermission(String action, List<String> resources, Map<String, String> context) {
    static RequiredPermission of(String action, String resource) {
        return new RequiredPermission(action, List.of(resource), Map.of());
    }
}
