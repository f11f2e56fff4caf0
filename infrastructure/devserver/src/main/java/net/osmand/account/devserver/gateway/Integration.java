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
 * Invokes a function for a route, within API Gateway's time-out and Lambda's payload limits. AWS tells a client nothing about a
 * failure but the bare messages below.
 *
 * <p>Sources: docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html (30 seconds),
 * docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (6,291,456 bytes), serverless/serverless#11222 (503).
 */
final class Integration {
    private static final Logger LOG = LoggerFactory.getLogger(Integration.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Bytes of JSON that Lambda takes as an event, and that a function may answer. */
    private static final long PAYLOAD_LIMIT = 6_291_456;

    /** JSON writes a character in six bytes at most. */
    private static final int MOST_BYTES = 6;

    /** Bytes for everything in an event or an answer but the body; the headers are limited to 10,240. */
    private static final int REST = 128 * 1024;

    private final ExecutorService executor;
    private final Duration timeout;

    Integration(ExecutorService executor, Duration timeout) {
        this.executor = executor;
        this.timeout = timeout;
    }

    /** The function's answer, or what API Gateway answers instead. A function that is too slow goes on, and its answer is lost. */
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

    /** An answer of API Gateway itself. */
    static APIGatewayV2HTTPResponse message(int status, String text) {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(Map.of("content-type", "application/json"))
                .withBody("{\"message\":\"" + text + "\"}")
                .build();
    }

    /** Writes the JSON only if its body is so long that the limit is near. */
    private static boolean isTooLarge(@Nullable Object body, Object payload) {
        return body instanceof String text
                && (long) text.length() * MOST_BYTES + REST > PAYLOAD_LIMIT
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
