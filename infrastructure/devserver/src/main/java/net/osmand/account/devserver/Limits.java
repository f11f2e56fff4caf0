package net.osmand.account.devserver;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import net.osmand.account.devserver.emulation.Emulators;
import net.osmand.account.devserver.gateway.Gateway;
import net.osmand.account.sam.Intrinsics;
import net.osmand.account.sam.Template;

/**
 * AWS limits that are off by default, because they would stop load tests and a developer's work. Refusals that AWS
 * never lifts are always active and have no switch.
 */
public final class Limits {
    private final Map<String, Consumer<Boolean>> switches = new LinkedHashMap<>();
    private final Set<String> enforced = new TreeSet<>();

    Limits(Gateway gateway, Emulators emulators, Template template, Intrinsics intrinsics) {
        for (var api : template.ofType("AWS::Serverless::HttpApi")) {
            var settings = intrinsics.resolve(template.properties(api)).path("DefaultRouteSettings");
            if (settings.has("ThrottlingRateLimit")) {
                var rate = settings.path("ThrottlingRateLimit").asDouble();
                var burst = settings.path("ThrottlingBurstLimit").asInt();
                switches.put("api-throttling", on -> {
                    if (on) {
                        gateway.throttle(rate, burst);
                    } else {
                        gateway.unthrottle();
                    }
                });
            }
        }
        var ses = emulators.mailbox().account();
        switches.put("ses-sandbox", ses::sandbox);
        switches.put("ses-quota", ses::quota);
        switches.put("ses-mail-from-pending", ses::mailFromPending);
        emulators.cognito().ifPresent(cognito -> switches.put("cognito-quotas", cognito::requestQuotas));
    }

    /**
     * Enforces exactly these limits.
     *
     * @throws IllegalArgumentException if one of them is unknown; then nothing changes
     */
    public synchronized void enforce(Set<String> names) {
        for (var name : names) {
            if (!switches.containsKey(name)) {
                throw new IllegalArgumentException("no limit " + name + "; there are " + switches.keySet());
            }
        }
        switches.forEach((name, limit) -> limit.accept(names.contains(name)));
        enforced.clear();
        enforced.addAll(names);
    }

    /** The names of the limits that are enforced. */
    public synchronized Set<String> enforced() {
        return Set.copyOf(enforced);
    }
}
