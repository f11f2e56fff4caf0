package net.osmand.account.devserver.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** The planned faults. The emulators ask it at each call. */
public final class FaultPlan {
    private final List<Planned> planned = new ArrayList<>();
    private CountDownLatch cleared = new CountDownLatch(1);

    /** Adds a fault. */
    public synchronized void add(Fault fault) {
        planned.add(new Planned(fault));
    }

    /**
     * Removes all faults and ends the calls that hang.
     *
     * @return the number of faults that hit no call, or fewer calls than planned
     */
    public synchronized int clear() {
        var unmet = unmet();
        planned.clear();
        cleared.countDown();
        cleared = new CountDownLatch(1);
        return unmet;
    }

    /** Returns the number of faults that hit no call yet, or fewer calls than planned. */
    synchronized int unmet() {
        return (int) planned.stream().filter(Planned::isUnmet).count();
    }

    /** Counts a call and returns the fault of these kinds that hits it. */
    public synchronized Optional<Hit> next(Set<FaultKind> kinds, String service, String operation) {
        for (var each : planned) {
            if (kinds.contains(each.fault.kind()) && each.fault.matches(service, operation) && each.hits()) {
                return Optional.of(new Hit(each.fault, each.random.nextInt(), cleared));
            }
        }
        return Optional.empty();
    }

    /** Like {@link #next} for one kind. Returns whether the call is hit. */
    public boolean hits(FaultKind kind, String service, String operation) {
        return next(EnumSet.of(kind), service, operation).isPresent();
    }

    /** How long items of the table stay after their expiry. */
    public Duration lateness(String table) {
        return next(EnumSet.of(FaultKind.LATE_EXPIRY), "DynamoDb", table)
                .map(hit -> hit.fault().delay())
                .orElse(Duration.ZERO);
    }

    /** Shuffles the elements if the plan has {@link FaultKind#ANY_ORDER}. */
    public <T> List<T> inOrder(List<T> elements) {
        var hit = next(EnumSet.of(FaultKind.ANY_ORDER), "Sqs", "");
        if (hit.isEmpty()) {
            return elements;
        }
        var shuffled = new ArrayList<>(elements);
        Collections.shuffle(shuffled, new Random(hit.get().random()));
        return shuffled;
    }

    /**
     * A fault that hits a call.
     *
     * @param random a number for choices within the call
     * @param cleared reaches zero when the plan is cleared
     */
    public record Hit(Fault fault, int random, CountDownLatch cleared) {}

    private static final class Planned {
        private final Fault fault;
        private final Random random;
        private long calls;
        private long hits;

        private Planned(Fault fault) {
            this.fault = fault;
            random = new Random(fault.seed());
        }

        private boolean hits() {
            calls++;
            var isOver = hits >= fault.count().orElse(Long.MAX_VALUE);
            if (isOver || calls < fault.nth() || random.nextDouble() >= fault.probability()) {
                return false;
            }
            hits++;
            return true;
        }

        private boolean isUnmet() {
            return hits < fault.count().orElse(1);
        }
    }
}
