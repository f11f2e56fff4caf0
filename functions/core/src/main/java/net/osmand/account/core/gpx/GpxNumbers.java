package net.osmand.account.core.gpx;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads and writes numbers and times in GPX notation. */
public final class GpxNumbers {
    private GpxNumbers() {}

    /** Parses a GPX time to epoch milliseconds. A time without a zone is UTC. Empty if the text is not a time. */
    public static OptionalLong time(String text) {
        var stripped = text.strip();
        try {
            return OptionalLong.of(OffsetDateTime.parse(stripped).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException _) {
            return timeWithoutZone(stripped);
        }
    }

    private static OptionalLong timeWithoutZone(String text) {
        try {
            return OptionalLong.of(
                    LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toEpochMilli());
        } catch (DateTimeException | ArithmeticException _) {
            return OptionalLong.empty();
        }
    }

    /** Parses a finite number. Empty if the text is anything else. */
    public static OptionalDouble number(String text) {
        try {
            var value = Double.parseDouble(text);
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException _) {
            return OptionalDouble.empty();
        }
    }

    /** Formats a number with all decimals and without an exponent. */
    public static String plain(double value) {
        return BigDecimal.valueOf(value).toPlainString();
    }
}
