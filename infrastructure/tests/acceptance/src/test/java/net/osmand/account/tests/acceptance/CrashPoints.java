package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Crashes a request at each of its AWS calls, once before the call and once after its effect, each time in a new
 * account. Each combination is one case. The client alternately repeats the request or gives up;
 * {@code -DallCells=true} tests both for every case. After one sweep every account must be consistent. The calls come
 * from the ledger, so a call that is added to the request is covered without a change to its test.
 */
final class CrashPoints {
    private static final Logger LOG = LoggerFactory.getLogger(CrashPoints.class);
    private static final boolean ALL = Boolean.getBoolean("allCells");

    private final TestStack stack;
    private final List<CrashCase> cases = new ArrayList<>();

    CrashPoints(TestStack stack) {
        this.stack = stack;
    }

    /**
     * A request in a prepared account.
     *
     * @param request sends the request once, which then crashes
     * @param retry repeats the request as an app does that got no answer
     * @param outcome checks the result once the request was acknowledged or repeated
     * @param invariants checks what must hold in any case after the sweep
     */
    record Mutation(Supplier<HttpResponse<byte[]>> request, Runnable retry, Runnable outcome, Runnable invariants) {}

    /** A crash point with its mutation; {@code done} says whether the request was acknowledged or repeated. */
    private record CrashCase(String name, Mutation mutation, boolean done) {}

    /** Runs all cases of a request. The function prepares a copied account, which has no Cognito user. */
    void run(String request, Function<TestApp, Mutation> given) {
        run(request, () -> given.apply(TestApp.copied(stack)));
    }

    /** Runs all cases of a request. The supplier creates and prepares the account. */
    void run(String request, Supplier<Mutation> given) {
        // Only the first request of an execution environment reads values such as secrets.
        runWithoutCrash(request + " undisturbed, the first", given.get());
        var probe = given.get();
        stack.awaitBackgroundWork();
        runWithoutCrash(request + " undisturbed", probe);
        // Work behind queues, such as a mail, makes calls too and needs time.
        stack.settle();
        var calls = stack.calls();
        var count = 0;
        var killed = 0;
        for (var call : calls) {
            for (var nth = 1; nth <= call.path("count").asInt(); nth++) {
                count++;
                for (var when : List.of("before", "after")) {
                    var service = call.path("service").asText();
                    var operation = call.path("operation").asText();
                    var name = "%s killed %s %s %s %d of %s"
                            .formatted(
                                    request,
                                    when,
                                    service,
                                    operation,
                                    nth,
                                    call.path("route").asText());
                    var inTurns = List.of(count % 2 == 0 == when.equals("before"));
                    for (var repeated : ALL ? List.of(true, false) : inTurns) {
                        var mutation = given.get();
                        stack.awaitBackgroundWork();
                        stack.fail(call, nth, when);
                        var answer = mutation.request.get();
                        stack.settle();
                        var unmet = stack.clearFaults() > 0;
                        // A call whose condition fails has no effect, so there is no crash after it. A queue consumer
                        // may overtake the request that sent the message and then make different calls.
                        var isOfTheRequest = call.path("route").asText().contains(" ");
                        assertThat(unmet && when.equals("before") && isOfTheRequest)
                                .as(name + ": was not met")
                                .isFalse();
                        if (unmet) {
                            continue;
                        }
                        killed++;
                        if (repeated) {
                            mutation.retry.run();
                        }
                        var acknowledged = answer.statusCode() < 300;
                        cases.add(new CrashCase(
                                name + (repeated ? ", repeated" : ", given up"), mutation, repeated || acknowledged));
                    }
                }
            }
        }
        assertThat(count).as("calls of " + request).isPositive();
        LOG.info(
                "{}: {} calls x (before, after), {}: {} cells",
                request,
                count,
                ALL ? "each repeated and given up" : "repeated and given up in turns",
                killed);
    }

    private void runWithoutCrash(String name, Mutation mutation) {
        assertThat(mutation.request.get().statusCode()).as(name).isBetween(200, 299);
        cases.add(new CrashCase(name, mutation, true));
    }

    /** Sweeps once, a day later, when all queues are empty, and then checks every case. */
    void check() {
        stack.sweep();
        for (var crashCase : cases) {
            try {
                if (crashCase.done) {
                    crashCase.mutation.outcome.run();
                }
                crashCase.mutation.invariants.run();
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError(crashCase.name + ": " + broken.getMessage(), broken);
            }
        }
    }
}
