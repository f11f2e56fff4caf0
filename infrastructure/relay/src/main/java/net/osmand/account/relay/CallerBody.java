package net.osmand.account.relay;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The request body of a caller. Rejects callers that send too slowly or take too long. */
final class CallerBody extends InputStream {
    private static final Duration GRACE = Duration.ofSeconds(30);

    /** Bytes after which the thread yields to other requests, because virtual threads have no time slices. */
    private static final int TURN = 1 << 20;

    private final InputStream in;
    private final Settings.Limits limits;
    private long bytes;
    private long turn;
    private long nanos;

    CallerBody(InputStream in, Settings.Limits limits) {
        this.in = in;
        this.limits = limits;
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * Reads some bytes.
     *
     * @throws CallerDisconnectedException if the connection is broken or idle for too long
     * @throws RelayException if the caller is too slow
     */
    @Override
    public int read(byte[] buffer, int at, int most) {
        var start = System.nanoTime();
        try {
            var read = in.read(buffer, at, most);
            bytes += Math.max(0, read);
            return read;
        } catch (IOException e) {
            throw new CallerDisconnectedException(e);
        } finally {
            nanos += System.nanoTime() - start;
            checkPace();
            pauseAfterATurn();
        }
    }

    /**
     * Parks the thread after each turn. Thread.yield would still prefer it to tasks of other schedulers, such as the
     * HTTP client's.
     */
    private void pauseAfterATurn() {
        if (bytes >= turn + TURN) {
            turn = bytes;
            LockSupport.parkNanos(1);
        }
    }

    /** Returns the number of bytes read so far. */
    long bytes() {
        return bytes;
    }

    /** Reads and discards the rest, but not longer than the given time. */
    void drain(Duration most) {
        var buffer = new byte[16 << 10];
        var end = System.nanoTime() + most.toNanos();
        try {
            while (in.read(buffer) >= 0 && System.nanoTime() < end) {
                // The bytes are discarded.
            }
        } catch (IOException e) {
            throw new CallerDisconnectedException(e);
        }
    }

    private void checkPace() {
        var waited = Duration.ofNanos(nanos);
        var slow = waited.compareTo(GRACE) > 0 && bytes < waited.toSeconds() * limits.bytesPerSecond();
        if (slow || waited.compareTo(limits.total()) > 0) {
            throw RelayException.tooSlow();
        }
    }
}
