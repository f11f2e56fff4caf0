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
 * Calculates with periods of the calendar in UTC, which have months or days and never both. Moments are epoch milliseconds. A result later than a long can hold is
 * {@link Entitlement#FOREVER}: an event of the shop may name any interval and any time.
 */
final class Periods {
    /** Units of an interval. More is no interval of a shop; weeks of more days would not fit into a period. */
    private static final int MOST = 100_000_000;

    private Periods() {}

    /** An interval in FastSpring's words; empty if the unit is none of them. */
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

    /** The moment so many periods later. */
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

    /** The moment so much later. */
    static long plus(long millis, Duration duration) {
        return millis > Entitlement.FOREVER - duration.toMillis() ? Entitlement.FOREVER : millis + duration.toMillis();
    }

    /** The end of the first whole number of periods, one at least, that lies after the moment. */
    static long firstAfter(long start, Period period, long moment) {
        if (period.isZero()) {
            return plus(start, period, 1);
        }
        // The quotient is one too high at most, because a period that begins at the end of a month may end early.
        var times = Math.max(1, whole(start, period, moment));
        var end = plus(start, period, times);
        return end > moment ? end : plus(start, period, times + 1);
    }

    /** How many whole periods lie between the moments. */
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
