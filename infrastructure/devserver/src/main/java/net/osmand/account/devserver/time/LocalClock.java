package net.osmand.account.devserver.time;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

/**
 * The dev server's time: the machine's time plus all moves. A file records every move, so that a timestamp that an
 * emulator took from the machine can be converted to the local time of that moment.
 */
public final class LocalClock extends Clock {
    private final Path file;
    private final Clock machine;
    private final TreeMap<Instant, Duration> offsets = new TreeMap<>(Map.of(Instant.EPOCH, Duration.ZERO));

    /** Loads the moves from the file, if it exists. */
    public LocalClock(Path file, Clock machine) {
        this.file = file;
        this.machine = machine;
        if (Files.exists(file)) {
            try {
                Files.readAllLines(file).stream()
                        .map(line -> line.split(" ", 2))
                        .forEach(parts -> offsets.put(Instant.parse(parts[0]), Duration.parse(parts[1])));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    /**
     * Moves the clock forward.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public synchronized Instant advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("the clock only goes forward");
        }
        var moment = machine.instant();
        var offset = offsets.lastEntry().getValue().plus(by);
        try {
            Files.writeString(file, moment + " " + offset + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
        offsets.put(moment, offset);
        return instant();
    }

    /** Returns whether the clock was ever moved. */
    public synchronized boolean hasMoved() {
        return !offsets.lastEntry().getValue().isZero();
    }

    /** Converts a time of the machine's clock to local time. */
    public synchronized Instant local(Instant machineTime) {
        return machineTime.plus(offsets.floorEntry(machineTime).getValue());
    }

    @Override
    public synchronized Instant instant() {
        return machine.instant().plus(offsets.lastEntry().getValue());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the local clock is in UTC");
    }
}
