package net.osmand.account.core.purchases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodsTest {
    /** A period that starts on the last day of a month may end on an earlier day of a shorter month. */
    @ParameterizedTest
    @CsvSource({
        "2026-01-31T00:00:00Z, P1M, 2026-04-30T12:00:00Z, 2026-05-31T00:00:00Z",
        "2026-01-31T00:00:00Z, P1M, 2026-04-29T12:00:00Z, 2026-04-30T00:00:00Z",
        "2024-02-29T00:00:00Z, P12M, 2026-02-28T12:00:00Z, 2027-02-28T00:00:00Z",
        "2026-01-01T00:00:00Z, P7D, 2026-01-08T00:00:00Z, 2026-01-15T00:00:00Z",
        "2026-01-01T00:00:00Z, P1M, 2025-06-01T00:00:00Z, 2026-02-01T00:00:00Z",
    })
    void firstAfterIsTheFirstEndAfterTheMoment(Instant start, Period period, Instant moment, Instant end) {
        assertThat(Periods.firstAfter(start.toEpochMilli(), period, moment.toEpochMilli()))
                .isEqualTo(end.toEpochMilli());
    }

    @Test
    void noEndLiesAfterForever() {
        assertThat(Periods.firstAfter(0, Period.ofDays(1), Entitlement.FOREVER)).isEqualTo(Entitlement.FOREVER);
    }
}
