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
 * Kills a request at each of its calls to AWS, before the call and after its effect, each time in an account of its own: one
 * cell. In turns the client then repeats the request, or never comes back; {@code -DallCells=true} tries both of each. One
 * sweep later every account must be whole. The calls are the ledger's, so a call that is added to the request is covered
 * without touching its test.
 */
final class CrashPoints {
    private static final Logger LOG = LoggerFactory.getLogger(CrashPoints.class);
    private static final boolean ALL = Boolean.getBoolean("allCells");

    private final TestStack stack;
    private final List<Cell> cells = new ArrayList<>();

    CrashPoints(TestStack stack) {
        this.stack = stack;
    }

    /**
     * A request in an account that was made ready for it.
     *
     * @param request sends it once; it is killed
     * @param retry what an app does that got no answer
     * @param outcome checks what must be so once the request was acknowledged, or repeated
     * @param invariants checks what must be so in any case, after the sweep
     */
    record Mutation(Supplier<HttpResponse<byte[]>> request, Runnable retry, Runnable outcome, Runnable invariants) {}

    /** What is killed and when, and whether the app repeated it. */
    private record Cell(String name, Mutation mutation, boolean done) {}

    /** Runs all cells of a request in accounts that the function makes ready, and that nobody can sign in to. */
    void run(String request, Function<TestApp, Mutation> given) {
        run(request, () -> given.apply(TestApp.copied(stack)));
    }

    /** Runs all cells of a request that the supplier makes ready, account and all. */
    void run(String request, Supplier<Mutation> given) {
        // What an execution environment reads once, such as a secret, only the first request calls.
        undisturbed(request + " undisturbed, the first", given.get());
        var probe = given.get();
        stack.settle();
        stack.calls();
        undisturbed(request + " undisturbed", probe);
        // What it has others do, such as a mail, is called too, and takes its time.
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
                        stack.settle();
                        stack.fail(call, nth, when);
                        var answer = mutation.request.get();
                        stack.settle();
                        var unmet = stack.noFaults() > 0;
                        // A call whose condition fails has no effect to be killed after. And what comes by a queue may
                        // overtake the request that sent it, one time and not the next, and so make another call.
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
                        cells.add(new Cell(
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

    private void undisturbed(String name, Mutation mutation) {
        assertThat(mutation.request.get().statusCode()).as(name).isBetween(200, 299);
        cells.add(new Cell(name, mutation, true));
    }

    /** Sweeps once, a day later, when no queue has a message any more; and checks every cell that was run. */
    void check() {
        stack.sweep();
        for (var cell : cells) {
            try {
                if (cell.done) {
                    cell.mutation.outcome.run();
                }
                cell.mutation.invariants.run();
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError(cell.name + ": " + broken.getMessage(), broken);
            }
        }
    }
}
