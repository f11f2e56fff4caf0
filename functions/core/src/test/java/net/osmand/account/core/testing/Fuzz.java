package net.osmand.account.core.testing;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

/**
 * Feeds a reader with random mutations of good inputs. An input with a new kind of outcome is added to the good inputs.
 * The bytes that a reader allocates for one input are limited, and so is the memory in use after all inputs.
 * The system property {@code fuzz.inputs} sets the number of inputs per reader, and {@code fuzz.seed} the seed.
 */
public final class Fuzz {
    private static final int FEW = 2000;
    private static final int MAX_LENGTH = 8192;
    private static final int MAX_SEEDS = 500;
    private static final int MAX_CHANGES = 6;
    /** An input has at most 8 KiB. A reader that allocates more than this does too much work for it. */
    private static final long MAX_ALLOCATED = 48L << 20;

    /** Bytes that all inputs together may leave in memory: seeds, outcomes and class data. */
    private static final long MAX_RETAINED = 48L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final byte[] EDGES = {0, 1, 9, 10, 13, 32, '"', '%', '&', '/', '<', '=', 127, (byte) 128, (byte) 255
    };

    private Fuzz() {}

    /** A reader under test. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Reads an input and checks the result.
         *
         * @return the kind of the outcome; inputs with a new kind are mutated further. Rejections are outcomes too
         * @throws Exception a finding
         */
        String read(byte[] input) throws Exception;
    }

    /** Feeds the reader. A finding contains the shortest failing input in Base64. */
    public static void run(Reader reader, List<byte[]> good) {
        var random = new Random(Long.getLong("fuzz.seed", 1));
        var seeds = new ArrayList<>(good);
        var outcomes = new HashSet<String>();
        good.forEach(input -> outcomes.add(outcome(reader, input)));
        var before = used();
        for (var count = Integer.getInteger("fuzz.inputs", FEW); count > 0; count--) {
            var input = changed(random, seeds);
            if (outcomes.add(outcome(reader, input)) && seeds.size() < MAX_SEEDS) {
                seeds.add(input);
            }
        }
        var retained = used() - before;
        if (retained > MAX_RETAINED) {
            throw new AssertionError("the inputs leave %d bytes in memory".formatted(retained));
        }
    }

    /** Returns the bytes of the heap that are in use after a collection. */
    private static long used() {
        System.gc();
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return heap.getUsed();
    }

    /** Feeds the reader with texts. */
    public static void runTexts(Reader reader, String... good) {
        run(
                reader,
                Arrays.stream(good)
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toList());
    }

    private static String outcome(Reader reader, byte[] input) {
        try {
            return measured(reader, input);
        } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError e) {
            var shortest = shortest(reader, input, e.getClass());
            throw new AssertionError(
                    "%s after the input %s (Base64 of %s)"
                            .formatted(
                                    e,
                                    Base64.getEncoder().encodeToString(shortest),
                                    new String(shortest, StandardCharsets.ISO_8859_1)),
                    e);
        }
    }

    /** Reads an input and checks the bytes that the reader allocates in its thread. The number is the same in each run. */
    private static String measured(Reader reader, byte[] input) throws Exception {
        var before = THREADS.getCurrentThreadAllocatedBytes();
        var outcome = reader.read(input);
        var allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (allocated > MAX_ALLOCATED) {
            throw new AssertionError("an input of %d bytes allocates %d bytes".formatted(input.length, allocated));
        }
        return outcome;
    }

    private static byte[] shortest(Reader reader, byte[] input, Class<?> failure) {
        var shortest = input;
        for (var size = Math.max(1, input.length / 2); size > 0; size /= 2) {
            for (var from = 0; from < shortest.length; ) {
                var shorter = without(shortest, from, Math.min(shortest.length, from + size));
                if (failsLike(reader, shorter, failure)) {
                    shortest = shorter;
                } else {
                    from += size;
                }
            }
        }
        return shortest;
    }

    private static boolean failsLike(Reader reader, byte[] input, Class<?> failure) {
        try {
            measured(reader, input);
            return false;
        } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError e) {
            return e.getClass().equals(failure);
        }
    }

    private static byte[] changed(Random random, List<byte[]> seeds) {
        var input = seeds.get(random.nextInt(seeds.size()));
        for (var changes = 1 + random.nextInt(MAX_CHANGES); changes > 0; changes--) {
            input = change(random, input, seeds.get(random.nextInt(seeds.size())));
        }
        return input.length > MAX_LENGTH ? Arrays.copyOf(input, MAX_LENGTH) : input;
    }

    private static byte[] change(Random random, byte[] input, byte[] other) {
        var at = random.nextInt(input.length + 1);
        var end = Math.min(input.length, at + 1 + random.nextInt(1 + random.nextInt(64)));
        var value = random.nextBoolean() ? EDGES[random.nextInt(EDGES.length)] : (byte) random.nextInt(256);
        return switch (random.nextInt(7)) {
            case 0 -> joined(input, at, new byte[] {value}, at);
            case 1 -> joined(input, at, new byte[] {value}, Math.min(input.length, at + 1));
            case 2 -> without(input, at, end);
            case 3 -> joined(input, at, Arrays.copyOfRange(input, at, end), at);
            case 4 -> Arrays.copyOf(input, at);
            case 5 -> {
                var from = random.nextInt(other.length + 1);
                yield joined(input, at, Arrays.copyOfRange(other, from, other.length), input.length);
            }
            default -> {
                var flipped = input.clone();
                if (at < flipped.length) {
                    flipped[at] ^= (byte) (1 << random.nextInt(8));
                }
                yield flipped;
            }
        };
    }

    private static byte[] without(byte[] input, int from, int end) {
        return joined(input, /* end= */ from, new byte[0], /* from= */ end);
    }

    private static byte[] joined(byte[] input, int end, byte[] between, int from) {
        var out = new ByteArrayOutputStream(input.length + between.length);
        out.write(input, 0, end);
        out.writeBytes(between);
        out.write(input, from, input.length - from);
        return out.toByteArray();
    }
}
