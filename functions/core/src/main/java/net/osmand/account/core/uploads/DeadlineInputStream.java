package net.osmand.account.core.uploads;

import java.io.FilterInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/** Stops reading at a deadline, and fails if the connection breaks instead of reporting the end of the content. */
final class DeadlineInputStream extends FilterInputStream {
    private final long size;
    private final Clock clock;
    private final long deadline;
    private long read;

    DeadlineInputStream(DirectUploadStore.Reading reading, Clock clock, Duration longest) {
        super(reading.bytes());
        size = reading.size();
        this.clock = clock;
        deadline = clock.millis() + longest.toMillis();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (clock.millis() > deadline) {
            throw new DeadlineExceededException();
        }
        var count = super.read(into, offset, length);
        if (count < 0 && read < size) {
            throw new IOException("the store sent too few bytes");
        }
        read += Math.max(0, count);
        return count;
    }

    static final class DeadlineExceededException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
