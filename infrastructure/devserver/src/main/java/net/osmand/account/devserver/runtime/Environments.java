package net.osmand.account.devserver.runtime;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import net.osmand.account.sam.FunctionDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The execution environments of a function, initially one. Several take invocations in turn, so a test finds code that
 * relies on state in memory.
 */
public final class Environments implements LocalFunction {
    private final IntFunction<LocalFunction> start;
    private final List<LocalFunction> started = new ArrayList<>();
    private int count = 1;
    private int turn;

    /**
     * Starts the first environment.
     *
     * @param start creates an environment by its number, from 0
     */
    public Environments(IntFunction<LocalFunction> start) {
        this.start = start;
        started.add(start.apply(0));
    }

    /** Sets the number of environments. Each starts with its first invocation. */
    synchronized void use(int environments) {
        count = environments;
    }

    @Override
    public FunctionDefinition definition() {
        return started.getFirst().definition();
    }

    @Override
    public String arn() {
        return started.getFirst().arn();
    }

    @Override
    public APIGatewayV2HTTPResponse http(Map<String, Object> event) {
        return next().http(event);
    }

    @Override
    public @Nullable Object invoke(Object event) {
        return next().invoke(event);
    }

    private synchronized LocalFunction next() {
        turn = (turn + 1) % count;
        if (turn == started.size()) {
            started.add(start.apply(turn));
        }
        return started.get(turn);
    }
}
