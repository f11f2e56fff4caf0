package net.osmand.account.devserver.runtime;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import net.osmand.account.sam.FunctionDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The execution environments of a function, one at first. Of several, each takes the next invocation in turn, so that nothing
 * that one of them remembers can be relied on.
 */
public final class Environments implements LocalFunction {
    private final IntFunction<LocalFunction> start;
    private final List<LocalFunction> started = new ArrayList<>();
    private int count = 1;
    private int turn;

    /** Starts the first; start takes the number of an environment, from 0. */
    public Environments(IntFunction<LocalFunction> start) {
        this.start = start;
        started.add(start.apply(0));
    }

    /** From now on the function has so many environments; each is started at its first invocation. */
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
