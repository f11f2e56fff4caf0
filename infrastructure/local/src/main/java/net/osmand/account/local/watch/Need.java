package net.osmand.account.local.watch;

import java.util.List;

/**
 * A permission that a call needs.
 *
 * @param action the IAM action, such as {@code s3:GetObject}
 * @param resources ARNs of which the policy must allow one
 */
record Need(String action, List<String> resources) {
    static Need of(String action, String resource) {
        return new Need(action, List.of(resource));
    }
}
