package net.osmand.account.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.Map;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.PlanLimits;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void namesAllMalformedVariablesInOneMessage() {
        var environment = Map.of("TRASH_DAYS", "thirty", "DEFAULT_PLAN", "GOLD", "PLAN_LIMITS", "1 2", "SHOP_URL", "x");
        assertThatIllegalStateException()
                .isThrownBy(() -> new Settings(environment))
                .withMessageContainingAll("TRASH_DAYS", "DEFAULT_PLAN", "PLAN_LIMITS")
                .withMessageNotContaining("SHOP_URL");
    }

    @Test
    void namesAMissingVariableWhenItIsNeeded() {
        var settings = new Settings(Map.of("SHOP_URL", " "));
        assertThatIllegalStateException().isThrownBy(settings::shopUrl).withMessageContaining("SHOP_URL");
        assertThatIllegalStateException().isThrownBy(settings::trashWindow).withMessageContaining("TRASH_DAYS");
    }

    @Test
    void hasDefaultsForPlansAndLimits() {
        var settings = new Settings(Map.of("TRASH_DAYS", "30", "PLAN_LIMITS", ""));
        assertThat(settings.defaultPlan()).isEqualTo(Plan.START);
        assertThat(settings.planLimits()).isEqualTo(PlanLimits.STANDARD);
        assertThat(settings.trashWindow()).isEqualTo(Duration.ofDays(30));
    }
}
