package net.osmand.account.core.simulation;

import java.util.Optional;
import java.util.Random;
import net.osmand.account.core.files.InMemoryFileIndex;
import net.osmand.account.core.signin.IdentityWalk;
import net.osmand.account.core.testing.CrashInjector;
import net.osmand.account.core.testing.PlannedFailure;
import net.osmand.account.core.testing.PortWrapper;

/**
 * One thing that happens in a simulated world. All its choices come from its own number, so that it does the same when other
 * steps of a story are left out.
 *
 * @param who the part of an address before the at sign
 * @param action one of {@link World#actions}
 * @param choices seed of everything that the step chooses
 */
record Step(String who, String action, int choices, Disturbance disturbance) {
    private static final int CALLS = 14;

    /** What AWS does to a step. */
    enum Kind {
        /** Nothing. */
        NONE,
        /** The function dies before the n-th call. */
        CRASH_BEFORE,
        /** The function dies after the n-th call. */
        CRASH_AFTER,
        /** The n-th call fails without effect. */
        FAIL,
        /** The n-th call has its effect, and its answer is lost. */
        LOSE_ANSWER,
        /** A third of the transactions conflict with others. */
        CONFLICTS
    }

    /**
     * A disturbance.
     *
     * @param call number of the call to a port, from 1
     */
    record Disturbance(Kind kind, int call) {
        static final Disturbance NONE = new Disturbance(Kind.NONE, 0);

        PortWrapper wrapper() {
            return switch (kind) {
                case NONE, CONFLICTS -> PortWrapper.none();
                case CRASH_BEFORE, CRASH_AFTER -> new CrashInjector(call, kind == Kind.CRASH_AFTER);
                case FAIL, LOSE_ANSWER -> {
                    var failure = new PlannedFailure();
                    failure.failAt(call, kind == Kind.LOSE_ANSWER);
                    yield failure;
                }
            };
        }

        void begin(InMemoryFileIndex files, int seed) {
            files.conflict(new Random(seed), kind == Kind.CONFLICTS ? 33 : 0);
        }
    }

    /** A step of a random story, often of the user of the step before; about every fifth is disturbed. */
    static Step random(Random random, Optional<Step> before) {
        var actions = World.actions();
        var address = IdentityWalk.ADDRESSES.get(random.nextInt(IdentityWalk.ADDRESSES.size()));
        var kind = Kind.values()[random.nextInt(4) == 0 ? random.nextInt(Kind.values().length) : 0];
        var disturbance = kind == Kind.NONE ? Disturbance.NONE : new Disturbance(kind, 1 + random.nextInt(CALLS));
        var who = before.filter(_ -> random.nextInt(3) > 0)
                .map(Step::who)
                .orElse(address.substring(0, address.indexOf('@')));
        return new Step(
                who, actions.get(random.nextInt(actions.size())), random.nextInt(Integer.MAX_VALUE), disturbance);
    }

    /** Reads what {@link #toString} wrote. */
    static Step parse(String line) {
        var words = line.strip().split(": ", -1);
        var numbers = words[2].split(" ", -1);
        var disturbance = numbers.length == 1
                ? Disturbance.NONE
                : new Disturbance(Kind.valueOf(numbers[1]), Integer.parseInt(numbers[2]));
        return new Step(words[0], words[1], Integer.parseInt(numbers[0]), disturbance);
    }

    Step undisturbed() {
        return new Step(who, action, choices, Disturbance.NONE);
    }

    @Override
    public String toString() {
        var text = who + ": " + action + ": " + choices;
        return disturbance.kind() == Kind.NONE ? text : text + " " + disturbance.kind() + " " + disturbance.call();
    }
}
