package net.osmand.account.functions.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import net.osmand.account.aws.AwsCallListener;
import net.osmand.account.aws.LambdaEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WarmUpFunctionTest {
    /** A context with one minute left. */
    private static final Context CONTEXT = (Context) Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) -> method.getReturnType() == int.class ? 60_000 : null);

    private final List<String> called = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final HttpServer lambda;

    WarmUpFunctionTest() throws IOException {
        lambda = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() {
        lambda.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        lambda.createContext("/", this::answer);
        lambda.start();
    }

    @AfterEach
    void stop() {
        lambda.stop(0);
    }

    @Test
    void callsEachAliasOnceAndOneAtATime() {
        warmUp("one", "two", "three");

        assertThat(called).containsExactly("one", "two", "three");
        assertThat(most).hasValue(1);
    }

    @Test
    void callsAgainAfterTheOthersWhatWasThrottledOrInactive() {
        warmUp("throttled", "inactive", "one");

        assertThat(called.subList(called.indexOf("one"), called.size())).contains("inactive");
        assertThat(called).filteredOn("one"::equals).hasSize(1);
        assertThat(called).filteredOn("throttled"::equals).hasSizeGreaterThan(1);
    }

    @Test
    void failsIfAVersionNeverAnswers() {
        assertThatThrownBy(() -> warmUp("broken", "one")).hasMessage("these versions did not answer: broken");
        assertThat(called).filteredOn("broken"::equals).hasSize(3);
    }

    /** No server listens at this address, so each call to AWS would fail. */
    @Test
    void theFunctionThatSendsMailsAnswersItWithoutACall() {
        var environment = environment("http://127.0.0.1:1");
        var batch = new SQSEvent();
        batch.setRecords(List.of());
        assertThat(new SendMailFunction(environment)
                        .handleRequest(batch, CONTEXT)
                        .getBatchItemFailures())
                .isEmpty();
    }

    private void warmUp(String... aliases) {
        var endpoint = "http://127.0.0.1:" + lambda.getAddress().getPort();
        new WarmUpFunction(environment(endpoint)).handleRequest(List.of(aliases), CONTEXT);
    }

    private static LambdaEnvironment environment(String endpoint) {
        var environment = new HashMap<>(Map.of(
                "AWS_ENDPOINT_URL", endpoint,
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "ACCOUNTS_TABLE", "AccountsTable",
                "MAIL_QUEUE_URL", "http://127.0.0.1:1/queue",
                "MAIL_FROM", "account@example.org",
                "STACK_SECRET", "of-the-test"));
        return new LambdaEnvironment(environment, Clock.systemUTC(), new SecureRandom(), AwsCallListener.NONE);
    }

    /** Simulates Lambda, in which some versions fail at first or always. */
    private void answer(HttpExchange exchange) throws IOException {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        try (exchange) {
            var alias = exchange.getRequestURI().getPath().split("/", -1)[3];
            var before = Collections.frequency(called, alias);
            called.add(alias);
            var headers = exchange.getResponseHeaders();
            var status = 200;
            if (alias.equals("throttled") && before == 0) {
                status = 429;
                headers.set("x-amzn-errortype", "TooManyRequestsException");
            } else if (alias.equals("inactive") && before == 0) {
                status = 409;
                headers.set("x-amzn-errortype", "SnapStartNotReadyException");
            } else if (alias.equals("broken")) {
                headers.set("X-Amz-Function-Error", "Unhandled");
            }
            var body = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } finally {
            now.decrementAndGet();
        }
    }
}
