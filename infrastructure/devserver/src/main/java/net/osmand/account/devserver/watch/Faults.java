package net.osmand.account.devserver.watch;

import java.util.ArrayList;
import java.util.List;
import net.osmand.account.aws.AwsCall;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Makes chosen calls fail once, before or after their effect. */
public final class Faults {
    private final List<Planned> planned = new ArrayList<>();

    /**
     * Plans the failure of the nth matching call from now; 1 is the next.
     *
     * @param service the SDK's service id; empty matches every service
     * @param operation the API name; empty matches every operation
     * @param route the label in the call log; empty matches every route and function
     */
    public synchronized void plan(String service, String operation, String route, long nth, boolean afterEffect) {
        planned.add(new Planned(service, operation, route, nth, afterEffect));
    }

    /**
     * Removes all planned failures.
     *
     * @return the number of failures that hit no call
     */
    public synchronized int clear() {
        var left = planned.size();
        planned.clear();
        return left;
    }

    synchronized void check(String route, AwsCall call) {
        var afterEffect = call.response().isPresent();
        var due = false;
        for (var fault : List.copyOf(planned)) {
            if (fault.afterEffect == afterEffect && fault.matches(route, call) && --fault.left == 0) {
                planned.remove(fault);
                due = true;
            }
        }
        if (due) {
            throw SdkClientException.create("injected fault " + (afterEffect ? "after" : "before") + " the effect of "
                    + call.service() + " " + call.operation());
        }
    }

    private static final class Planned {
        private final String service;
        private final String operation;
        private final String route;
        private final boolean afterEffect;
        private long left;

        private Planned(String service, String operation, String route, long left, boolean afterEffect) {
            this.service = service;
            this.operation = operation;
            this.route = route;
            this.left = left;
            this.afterEffect = afterEffect;
        }

        private boolean matches(String caller, AwsCall call) {
            return (service.isEmpty() || service.equalsIgnoreCase(call.service()))
                    && (operation.isEmpty() || operation.equals(call.operation()))
                    && (route.isEmpty() || route.equals(caller));
        }
    }
}
