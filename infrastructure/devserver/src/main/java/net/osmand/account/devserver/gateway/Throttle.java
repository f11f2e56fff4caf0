package net.osmand.account.devserver.gateway;

import java.util.function.LongSupplier;

/**
 * The token bucket by which API Gateway throttles a stage: it holds the burst limit, and the rate limit fills it again
 * (docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html). AWS enforces it on a best-effort basis and
 * may count each route by itself; here all routes share one bucket.
 */
final class Throttle {
    private static final double NANOS = 1_000_000_000;

    private final double perSecond;
    private final int burst;
    private final LongSupplier nanoTime;
    private double tokens;
    private long filled;

    Throttle(double perSecond, int burst, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoTime = nanoTime;
        tokens = burst;
        filled = nanoTime.getAsLong();
    }

    /** Takes a token; false if there is none, so that the request is refused. */
    synchronized boolean take() {
        var now = nanoTime.getAsLong();
        tokens = Math.min(burst, tokens + (now - filled) / NANOS * perSecond);
        filled = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
