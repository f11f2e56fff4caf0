package net.osmand.account.core.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.osmand.account.core.mail.MailKind;
import net.osmand.account.core.testing.PortWrapper;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterUserTest {
    private static final EmailAddress ANN = new EmailAddress("ann@example.org");

    private final AccountTestBed bed = new AccountTestBed();
    private final RegisterUser register = bed.useCases().registerUser;

    @Test
    void mailsASignUpCodeToAnUnknownAddress() {
        register.register("ann@example.org", false, "nl", TestPerson.IP);
        assertThat(bed.outbox.kinds(ANN)).containsExactly(MailKind.SIGN_UP_CODE);
        assertThat(bed.outbox.to(ANN).getFirst().language()).isEqualTo("nl");
        assertThat(bed.accounts.find(ANN)).isEmpty();
    }

    @Test
    void mailsASignUpCodeToAnUnknownAddressEvenIfTheAppSignsIn() {
        register.register("ann@example.org", true, "en", TestPerson.IP);
        assertThat(bed.outbox.kinds(ANN)).containsExactly(MailKind.SIGN_UP_CODE);
    }

    @Test
    void mailsASignInCodeToAKnownAddress() {
        TestPerson.withPhone(bed, "ann@example.org");
        register.register(" Ann@Example.org ", true, "en", TestPerson.IP);
        assertThat(bed.outbox.kinds(ANN).getLast()).isEqualTo(MailKind.SIGN_IN_CODE);
    }

    @Test
    void rejectsASignUpOfAKnownAddressWith111() {
        TestPerson.withPhone(bed, "ann@example.org");
        var mails = bed.outbox.to(ANN).size();
        isRejected("ann@example.org", Problem.ALREADY_REGISTERED);
        assertThat(bed.outbox.to(ANN)).hasSize(mails);
    }

    /** Neither Cognito nor SES supports these addresses, and Cognito allows at most 128 characters. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "no address",
                "",
                "\u017ean@example.org",
                "ann@fa\u00df.de",
                "a..nn@example.org",
                ".ann@example.org",
                "ann@example..org",
                "ann@-example.org",
                "ann@[127.0.0.1]"
            })
    void rejectsAddressesThatNoMailReachesWith101(String email) {
        isRejected(email, Problem.EMAIL_INVALID);
    }

    @Test
    void acceptsAddressesOf128CharactersAndRejectsLongerOnes() {
        var domain = "@" + "a".repeat(60) + "." + "b".repeat(40) + ".org";
        var longest = "u".repeat(128 - domain.length()) + domain;
        register.register(longest, false, "en", TestPerson.IP);
        assertThat(bed.outbox.to(new EmailAddress(longest))).hasSize(1);
        isRejected("u" + longest, Problem.EMAIL_INVALID);
    }

    @Test
    void rejectsAddressesThatAreNotInvited() {
        var invited = bed.useCases(SignUpPolicy.of("example.com"), PortWrapper.none()).registerUser;
        assertThatThrownBy(() -> invited.register("ann@example.org", false, "en", TestPerson.IP))
                .isInstanceOfSatisfying(ProblemException.class, refusal -> {
                    assertThat(refusal.problem()).isEqualTo(Problem.EMAIL_INVALID);
                    assertThat(refusal.text()).isEqualTo(SignUpPolicy.NOT_INVITED);
                });
        invited.register("bob@example.com", false, "en", TestPerson.IP);
        // An account that is older than the policy stays usable.
        TestPerson.withPhone(bed, "ann@example.org");
        invited.register("ann@example.org", true, "en", TestPerson.IP);
        assertThat(bed.outbox.kinds(ANN).getLast()).isEqualTo(MailKind.SIGN_IN_CODE);
    }

    private void isRejected(String email, Problem problem) {
        assertThatThrownBy(() -> register.register(email, false, "en", TestPerson.IP))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(problem));
    }
}
