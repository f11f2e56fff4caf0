package net.osmand.account.emulators.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;

/**
 * The contract of choice-based sign-in (USER_AUTH):
 * docs.aws.amazon.com/cognito/latest/developerguide/authentication-flows-selection-sdk.html.
 */
public abstract class CognitoChoiceContract extends CognitoLimitsContract {

    @Test
    void preferredPasswordSignsInAtOnce() {
        var email = confirmedWithPassword();

        assertThat(calls().choose(email, Map.of("PREFERRED_CHALLENGE", "PASSWORD", "PASSWORD", PASSWORD))
                        .authenticationResult())
                .isNotNull();
        assertThatThrownBy(() -> calls().choose(email, Map.of("PREFERRED_CHALLENGE", "PASSWORD", "PASSWORD", "wrong")))
                .isInstanceOf(NotAuthorizedException.class);
    }

    @Test
    void withoutPreferenceTheUserChoosesAndIsMailedThen() {
        var email = confirmedWithPassword();
        var mails = codes(email).size();
        var choice = calls().choose(email, Map.of());
        assertThat(choice.challengeName()).isEqualTo(ChallengeNameType.SELECT_CHALLENGE);
        assertThat(choice.availableChallenges()).contains(ChallengeNameType.EMAIL_OTP, ChallengeNameType.PASSWORD);
        assertThat(codes(email)).hasSize(mails);

        var session = calls().select(email, choice.session(), "EMAIL_OTP").session();
        assertThat(codes(email)).hasSize(mails + 1);
        assertThat(calls().answer(email, session, code(email)).authenticationResult())
                .isNotNull();
    }

    @Test
    void userWithTemporaryPasswordIsOfferedNoMailedCode() {
        var email = someone();
        calls().createWithTemporaryPassword(email, PASSWORD);
        var choice = calls().initiate(email, "EMAIL_OTP", Map.of());

        assertThat(choice.challengeName()).isEqualTo(ChallengeNameType.SELECT_CHALLENGE);
        assertThat(choice.availableChallenges()).doesNotContain(ChallengeNameType.EMAIL_OTP);
        assertThat(codes(email)).isEmpty();
    }
}
