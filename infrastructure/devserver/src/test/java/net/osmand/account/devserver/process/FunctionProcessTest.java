package net.osmand.account.devserver.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import net.osmand.account.devserver.process.FunctionProcess.Startable;
import org.junit.jupiter.api.Test;

class FunctionProcessTest {
    private static final Startable TWICE = new Startable(
            TwiceFunction.class.getName(),
            "arn:aws:lambda:us-east-1:000000000000:function:TwiceFunction",
            Path.of("target/test-classes").toAbsolutePath(),
            Map.of(),
            false);

    @Test
    void invokesTheHandler() {
        try (var process = FunctionProcess.start(TWICE, List.of(), false)) {
            assertThat(new String(process.invoke("21".getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8))
                    .isEqualTo("42");
        }
    }

    /**
     * A virtual thread that reads a pipe blocks its carrier. With as many processes as cores, other virtual threads
     * would wait.
     */
    @Test
    void readingTheOutputOccupiesNoCarrierOfVirtualThreads() throws InterruptedException {
        var carriers = Runtime.getRuntime().availableProcessors();
        var running = new CountDownLatch(carriers);
        var ends = new AtomicBoolean();
        try (var process = FunctionProcess.start(TWICE, List.of(), false)) {
            process.awaitInitialized();
            for (var thread = 0; thread < carriers; thread++) {
                Thread.ofVirtual().start(() -> {
                    running.countDown();
                    // Without a blocking call the thread stays on its carrier.
                    while (!ends.get()) {
                        Thread.onSpinWait();
                    }
                });
            }
            assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            ends.set(true);
        }
    }
}
