package net.osmand.account.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CallerBodyTest {
    /**
     * Virtual threads have no time slices, so a body that arrives faster than it is read could block all other
     * requests.
     */
    @Test
    void leavesProcessorTimeToOtherRequests() throws InterruptedException {
        var isOver = new AtomicBoolean();
        var other = new CountDownLatch(1);
        var readers = new ArrayList<Thread>();
        for (var i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
            var body = new CallerBody(new Endless(), Settings.Limits.DEFAULT);
            readers.add(Thread.ofVirtual().start(() -> {
                var buffer = new byte[16 << 10];
                while (!isOver.get()) {
                    body.read(buffer, 0, buffer.length);
                }
            }));
        }
        Thread.ofVirtual().start(other::countDown);

        var hasRun = other.await(20, TimeUnit.SECONDS);

        isOver.set(true);
        for (var reader : readers) {
            reader.join();
        }
        assertThat(hasRun).isTrue();
    }

    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 0;
        }

        @Override
        public int read(byte[] buffer, int at, int most) {
            return most;
        }
    }
}
