package net.osmand.account.devserver.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Invokes a function for a route, with API Gateway's time-out and Lambda's payload limits. A client sees only these
 * bare messages of a failure.
 *
 * <p>Sources: docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html (30 seconds),
 * docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (6,291,456 bytes), serverless/serverless#11222 (503).
 */
final class Integration {
    private static final Logger LOG = LoggerFactory.getLogger(Integration.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Lambda's limit of an event and of a response, in bytes of JSON. */
    private static final long PAYLOAD_LIMIT = 6_291_456;

    /** The largest number of bytes that JSON needs for a character. */
    private static final int MAX_BYTES_PER_CHARACTER = 6;

    /** Bytes reserved for an event or a response without its body. Headers are limited to 10,240. */
    private static final int OVERHEAD = 128 * 1024;

    private final ExecutorService executor;
    private final Duration timeout;

    Integration(ExecutorService executor, Duration timeout) {
        this.executor = executor;
        this.timeout = timeout;
    }

    /**
     * Returns the function's response, or API Gateway's own after a failure. A function that is too slow continues, and
     * its response is dropped.
     */
    APIGatewayV2HTTPResponse answer(Routes.Match<HttpTarget> match, Map<String, Object> event) {
        if (isTooLarge(event.get("body"), event)) {
            return message(413, "Request Entity Too Large");
        }
        var call = executor.submit(() -> match.target().invoke(event));
        try {
            var answer = call.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (isTooLarge(answer.getBody(), answer)) {
                LOG.error("{} answered more than {} bytes", match.routeKey(), PAYLOAD_LIMIT);
                return message(500, "Internal Server Error");
            }
            return answer;
        } catch (TimeoutException slow) {
            LOG.error("{} did not answer within {}", match.routeKey(), timeout);
            return message(503, "Service Unavailable");
        } catch (ExecutionException failed) {
            LOG.error("{} failed", match.routeKey(), failed.getCause());
            return message(500, "Internal Server Error");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return message(503, "Service Unavailable");
        }
    }

    /** A response of API Gateway itself. */
    static APIGatewayV2HTTPResponse message(int status, String text) {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(Map.of("content-type", "application/json"))
                .withBody("{\"message\":\"" + text + "\"}")
                .build();
    }

    /** Returns whether the payload exceeds the limit. Serializes it only if the body is long enough. */
    private static boolean isTooLarge(@Nullable Object body, Object payload) {
        return body instanceof String text
                && (long) text.length() * MAX_BYTES_PER_CHARACTER + OVERHEAD > PAYLOAD_LIMIT
                && size(payload) > PAYLOAD_LIMIT;
    }

    private static long size(Object payload) {
        var counter = new Counter();
        try {
            JSON.writeValue(counter, payload);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return counter.bytes;
    }

    private static final class Counter extends OutputStream {
        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] some, int from, int length) {
            bytes += length;
        }
    }
}
