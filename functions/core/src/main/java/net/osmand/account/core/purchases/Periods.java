package net.osmand.account.core.purchases;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Calendar arithmetic in UTC with periods of either months or days. Times are epoch milliseconds. A result that
 * overflows a long is {@link Entitlement#FOREVER}, because an event of the shop can contain any interval and any time.
 */
final class Periods {
    /**
     * The longest interval in units. No shop uses a longer one, and more weeks would overflow the days of a
     * {@link Period}.
     */
    private static final int MOST = 100_000_000;

    private Periods() {}

    /** Converts an interval of FastSpring. Empty if the unit is unknown. */
    static Optional<Period> of(String unit, int length) {
        var units = Math.min(length, MOST);
        return switch (unit) {
            case "day" -> Optional.of(Period.ofDays(units));
            case "week" -> Optional.of(Period.ofWeeks(units));
            case "month" -> Optional.of(Period.ofMonths(units));
            case "year" -> Optional.of(Period.ofYears(units));
            default -> Optional.empty();
        };
    }

    /** Adds a number of periods. */
    static long plus(long millis, Period period, long times) {
        try {
            return at(millis)
                    .plusMonths(Math.multiplyExact(period.toTotalMonths(), times))
                    .plusDays(Math.multiplyExact(period.get(ChronoUnit.DAYS), times))
                    .toInstant()
                    .toEpochMilli();
        } catch (ArithmeticException | DateTimeException _) {
            return Entitlement.FOREVER;
        }
    }

    /** Adds a duration. */
    static long plus(long millis, Duration duration) {
        return millis > Entitlement.FOREVER - duration.toMillis() ? Entitlement.FOREVER : millis + duration.toMillis();
    }

    /**
     * Returns the first end of a period after a moment; periods are counted from the start, and the first end is one
     * period later.
     */
    static long firstAfter(long start, Period period, long moment) {
        if (period.isZero()) {
            return plus(start, period, 1);
        }
        // About this many periods end by the moment. One more may, if it ends on the last day of a short month.
        var times = Math.max(1, whole(start, period, moment));
        var end = plus(start, period, times);
        while (end <= moment && end < Entitlement.FOREVER) {
            times++;
            end = plus(start, period, times);
        }
        return end;
    }

    /** Returns the number of whole periods between two times. */
    private static long whole(long start, Period period, long moment) {
        var months = period.toTotalMonths();
        return months == 0
                ? ChronoUnit.DAYS.between(at(start), at(moment)) / period.get(ChronoUnit.DAYS)
                : ChronoUnit.MONTHS.between(at(start), at(moment)) / months;
    }

    private static ZonedDateTime at(long millis) {
        return Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC);
    }
}
