package net.osmand.account.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import org.junit.jupiter.api.Test;

class ShownAccountTest {
    private static final AccountId SESSION = new AccountId(4711);

    @Test
    void acceptsThePageOfTheSessionsAccountAndClientsThatNameNone() {
        assertThatCode(() -> ShownAccount.require(page("4711"), SESSION)).doesNotThrowAnyException();
        assertThatCode(() -> ShownAccount.require(new Request(Events.get("")), SESSION))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesThePageOfAnotherAccount() {
        for (var id : new String[] {"4712", "04711", "", "x"}) {
            assertThatThrownBy(() -> ShownAccount.require(page(id), SESSION))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.problem()).isEqualTo(Problem.OTHER_ACCOUNT));
        }
    }

    private static Request page(String id) {
        return new Request(Events.get("", Map.of("x-account-id", id)));
    }
}
