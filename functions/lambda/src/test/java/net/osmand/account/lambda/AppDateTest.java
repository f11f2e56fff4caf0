package net.osmand.account.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Update times as the web client shows them: docs/protocol/portal-files.md#text-of-the-update-time. */
final class AppDateTest {
    @Test
    void writesTheUsStyleInUtc() {
        assertThat(text("2026-01-06T00:54:45Z")).isEqualTo("Jan 6, 2026, 12:54:45 AM");
        assertThat(text("2026-03-15T19:08:09.999Z")).isEqualTo("Mar 15, 2026, 7:08:09 PM");
    }

    private static String text(String time) {
        return AppDate.of(Instant.parse(time).toEpochMilli());
    }
}
