package net.osmand.account.devserver.process;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

/** A handler that needs only Lambda's runtime. */
public final class TwiceFunction implements RequestHandler<Integer, Integer> {
    @Override
    public Integer handleRequest(Integer number, Context context) {
        return 2 * number;
    }
}
