package net.osmand.account.devserver.gateway;

import java.util.function.LongSupplier;

/**
 * API Gateway's token bucket: the burst limit is its size, the rate limit refills it
 * (docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html). AWS applies it on a best-effort
 * basis and may have a bucket for each route. Here all routes share one.
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

    /** Takes a token. Returns false if there is none and the request must be refused. */
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
