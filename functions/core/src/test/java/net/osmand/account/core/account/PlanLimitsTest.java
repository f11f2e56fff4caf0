package net.osmand.account.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanLimitsTest {
    private static final PlanLimits LIMITS = PlanLimits.STANDARD;

    @ParameterizedTest
    @CsvSource({
        "START, 5242880, 5242880, 2097152, 10000",
        "MAPS_PLUS, 5242880, 5242880, 2097152, 10000",
        "LAPSED_PRO, 5242880, 3145728000, 2097152, -1",
        "PRO, 3145728000, 3145728000, -1, -1"
    })
    void followTheTableOfThePlans(Plan plan, long account, long shown, long file, long files) {
        assertThat(LIMITS.accountBytes(plan)).isEqualTo(account);
        assertThat(LIMITS.shownAccountBytes(plan)).isEqualTo(shown);
        assertThat(LIMITS.fileBytes(plan).orElse(-1)).isEqualTo(file);
        assertThat(LIMITS.files(plan).orElse(-1)).isEqualTo(files);
    }

    @ParameterizedTest
    @CsvSource({
        "START, FAVOURITES, true", "START, GPX, false", "START, FILE, false", "START, PROFILE, true",
        "MAPS_PLUS, GLOBAL, true", "MAPS_PLUS, GPX, false", "LAPSED_PRO, GPX, false", "LAPSED_PRO, OSM_NOTES, true",
        "PRO, GPX, true", "PRO, NEVER_HEARD_OF, true"
    })
    void allowTypesByPlan(Plan plan, String type, boolean allowed) {
        assertThat(plan.mayUpload(type)).isEqualTo(allowed);
    }

    @Test
    void areParsedFromFourNumbers() {
        assertThat(PlanLimits.STANDARD).isEqualTo(LIMITS);
        assertThat(PlanLimits.parse(" 1 2  3 4 ")).isEqualTo(new PlanLimits(1, 2, 3, 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1 2 3", "1 2 3 4 5", "1 2 3 x"})
    void rejectOtherTexts(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PlanLimits.parse(text));
    }
}
