package net.osmand.account.core.simulation;

import java.util.Optional;
import java.util.Random;
import net.osmand.account.core.files.InMemoryFileIndex;
import net.osmand.account.core.signin.IdentityWalk;
import net.osmand.account.core.testing.CrashInjector;
import net.osmand.account.core.testing.PlannedFailure;
import net.osmand.account.core.testing.PortWrapper;

/**
 * One event in a simulated world. All its random choices come from its own seed, so it behaves the same when other
 * steps of a story are removed.
 *
 * @param who the part of an address before the at sign
 * @param action one of {@link World#actions}
 * @param choices the seed of all random choices of the step
 */
record Step(String who, String action, int choices, Disturbance disturbance) {
    private static final int CALLS = 14;

    /** The kind of a disturbance by AWS. */
    enum Kind {
        /** Nothing. */
        NONE,
        /** The function crashes before the n-th call. */
        CRASH_BEFORE,
        /** The function crashes after the n-th call. */
        CRASH_AFTER,
        /** The n-th call fails without effect. */
        FAIL,
        /** The n-th call takes effect, but its response is lost. */
        LOSE_ANSWER,
        /** A third of the transactions fail with a conflict. */
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

    /** Returns a random step, often of the same user as the step before. About every fifth step is disturbed. */
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

    /** Parses the output of {@link #toString}. */
    static Step parse(String line) {
        var words = line.strip().split(": ", -1);
        var numbers = words[2].split(" ", -1);
        var disturbance = numbers.length == 1
                ? Disturbance.NONE
                : new Disturbance(Kind.valueOf(numbers[1]), Integer.parseInt(numbers[2]));
        return new Step(words[0], words[1], Integer.parseInt(numbers[0]), disturbance);
    }

    Step withoutDisturbance() {
        return new Step(who, action, choices, Disturbance.NONE);
    }

    @Override
    public String toString() {
        var text = who + ": " + action + ": " + choices;
        return disturbance.kind() == Kind.NONE ? text : text + " " + disturbance.kind() + " " + disturbance.call();
    }
}
