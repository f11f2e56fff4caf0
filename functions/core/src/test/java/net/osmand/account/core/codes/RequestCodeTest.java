package net.osmand.account.core.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import net.osmand.account.core.mail.MailKind;
import net.osmand.account.core.signin.AccountTestBed;
import net.osmand.account.core.signin.TestPerson;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequestCodeTest {
    private static final EmailAddress ANN = new EmailAddress("ann@example.org");
    private static final EmailAddress NEW = new EmailAddress("new@example.org");

    private final AccountTestBed bed = new AccountTestBed();
    private final RequestCode request = bed.useCases().requestCode;
    private final CheckCode check = bed.useCases().checkCode;

    @ParameterizedTest
    @EnumSource(names = {"SIGN_IN", "CHANGE", "DELETE"})
    void mailsEightDigitsForAChallenge(CodePurpose purpose) {
        var ann = TestPerson.withPassword(bed, ANN.value());
        request.request(purpose, to(ANN, ann.id()));
        assertThat(bed.outbox.newestCode(ANN)).hasSize(8);
        assertThat(bed.outbox.kinds(ANN).getLast()).isEqualTo(MailKind.of(purpose));
        assertThat(takes(ANN, purpose)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"SIGN_UP", "CHANGE_NEW"})
    void mailsSixDigitsToANewAddress(CodePurpose purpose) {
        request.request(purpose, to(NEW));
        assertThat(bed.outbox.newestCode(NEW)).hasSize(6);
        assertThat(bed.outbox.kinds(NEW)).containsExactly(MailKind.of(purpose));
        assertThat(takes(NEW, purpose)).isTrue();
    }

    @Test
    void mailsAResetCodeToAUserWithAPassword() {
        var ann = TestPerson.withPassword(bed, ANN.value());
        request.request(CodePurpose.RESET, to(ANN, ann.id()));
        assertThat(bed.outbox.newestCode(ANN)).hasSize(6);
        assertThat(takes(ANN, CodePurpose.RESET)).isTrue();
    }

    @Test
    void mailsAChallengeForTheResetOfAUserWithoutAPassword() {
        var ann = TestPerson.withPhone(bed, ANN.value());
        request.request(CodePurpose.RESET, to(ANN, ann.id()));
        assertThat(bed.outbox.newestCode(ANN)).hasSize(8);
        assertThat(bed.outbox.kinds(ANN).getLast()).isEqualTo(MailKind.RESET_CODE);
        assertThat(takes(ANN, CodePurpose.RESET)).isTrue();
    }

    @Test
    void replacesAnUnconfirmedSignUp() {
        request.request(CodePurpose.SIGN_UP, to(NEW));
        var old = bed.outbox.newestCode(NEW);
        bed.clock.advance(Duration.ofSeconds(1));
        request.request(CodePurpose.SIGN_UP, to(NEW));
        assertThat(bed.pool.count()).isOne();
        assertThat(check.spendUnproven(NEW, EnumSet.of(CodePurpose.SIGN_UP), TestPerson.answer(old)))
                .isFalse();
        assertThat(takes(NEW, CodePurpose.SIGN_UP)).isTrue();
    }

    /** The pool resends a sign-up code five times an hour. After that, a challenge proves the address. */
    @Test
    void challengesAnUnconfirmedUserForWhomThePoolMailsNoMore() {
        for (var i = 0; i < 6; i++) {
            request.request(CodePurpose.SIGN_UP, to(NEW));
            bed.clock.advance(Duration.ofMinutes(5));
        }
        assertThat(bed.outbox.newestCode(NEW)).hasSize(6);
        request.request(CodePurpose.SIGN_UP, to(NEW));
        assertThat(bed.outbox.newestCode(NEW)).hasSize(8);
        assertThat(bed.outbox.kinds(NEW)).containsOnly(MailKind.SIGN_UP_CODE);
        assertThat(takes(NEW, CodePurpose.SIGN_UP)).isTrue();
    }

    @Test
    void challengesAConfirmedUserWithoutAnAccount() {
        bed.pool.create(NEW);
        request.request(CodePurpose.SIGN_UP, to(NEW));
        assertThat(bed.pool.count()).isOne();
        assertThat(takes(NEW, CodePurpose.SIGN_UP)).isTrue();
    }

    @Test
    void signsUpAtAnAddressThatADeletedAccountLeft() {
        var ann = TestPerson.withPassword(bed, ANN.value());
        var old = bed.pool.find(ANN).orElseThrow().subject();
        bed.accounts.close(ann.account());
        request.request(CodePurpose.SIGN_UP, to(ANN));
        assertThat(bed.outbox.newestCode(ANN)).hasSize(6);
        assertThat(bed.pool.find(ANN).orElseThrow().subject()).isNotEqualTo(old);
    }

    @Test
    void repairsTheUserBeforeACodeIsMailed() {
        var ann = TestPerson.withPhone(bed, ANN.value());
        bed.pool.lose(ANN);
        request.request(CodePurpose.SIGN_IN, to(ANN, ann.id()));
        assertThat(takes(ANN, CodePurpose.SIGN_IN)).isTrue();
        assertThat(bed.pool.find(ANN).orElseThrow().subject())
                .isEqualTo(ann.account().subject());
    }

    @Test
    void mailsNothingOverTheLimit() {
        for (var i = 0; i < 5; i++) {
            request.request(CodePurpose.SIGN_UP, to(NEW));
        }
        var code = bed.outbox.newestCode(NEW);
        assertThatThrownBy(() -> request.request(CodePurpose.SIGN_UP, to(NEW)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.TOO_MANY_REQUESTS));
        assertThat(bed.outbox.to(NEW)).hasSize(5);
        assertThat(bed.outbox.newestCode(NEW)).isEqualTo(code);
        assertThat(takes(NEW, CodePurpose.SIGN_UP))
                .as("a refused request keeps the last code alive")
                .isTrue();
    }

    private boolean takes(EmailAddress email, CodePurpose purpose) {
        return check.spendUnproven(email, EnumSet.of(purpose), TestPerson.answer(bed.outbox.newestCode(email)));
    }

    private static RequestCode.Addressee to(EmailAddress email) {
        return new RequestCode.Addressee(email, Optional.empty(), "en", TestPerson.IP);
    }

    private static RequestCode.Addressee to(EmailAddress email, AccountId account) {
        return new RequestCode.Addressee(email, Optional.of(account), "en", TestPerson.IP);
    }
}
