package net.osmand.account.core.codes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import net.osmand.account.core.mail.Mail;
import net.osmand.account.core.mail.MailKind;
import net.osmand.account.core.testing.TestClock;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.CodePurpose.Kind;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.KeyedHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodeReceiverTest {
    private static final EmailAddress ANN = new EmailAddress("ann@example.org");

    private final TestClock clock = new TestClock();
    private final InMemoryPendingCodes codes = new InMemoryPendingCodes();
    private final CodeHash hash = new CodeHash(new KeyedHash(() -> "secret"));
    private final CodeReceiver receiver = new CodeReceiver(codes, hash);

    @ParameterizedTest
    @EnumSource
    void keepsTheHashAndReturnsTheMail(CodePurpose purpose) {
        ask(purpose);
        var mail = receiver.receive(ANN, purpose.kind(), "12345678").orElseThrow();
        assertThat(mail.kind()).isEqualTo(MailKind.of(purpose));
        assertThat(mail.language()).isEqualTo("nl");
        assertThat(mail.arguments())
                .containsEntry(Mail.CODE, "12345678")
                .containsEntry(Mail.MINUTES, Long.toString(purpose.validity().toMinutes()));
        assertThat(mail.until()).isEqualTo(clock.millis() + purpose.validity().toMillis());
        var pending = codes.find(ANN, purpose).orElseThrow();
        assertThat(pending.expiresAt()).isEqualTo(mail.until());
        assertThat(hash.matches(pending, "12345678")).isTrue();
    }

    @Test
    void dropsCodesThatNobodyRequested() {
        assertThat(receiver.receive(ANN, Kind.SIGN_UP, "123456")).isEmpty();
        ask(CodePurpose.SIGN_UP);
        assertThat(receiver.receive(ANN, Kind.RESET, "123456")).isEmpty();
        assertThat(codes.find(ANN, CodePurpose.SIGN_UP).orElseThrow().hashes()).isEmpty();
    }

    /** A challenge replaces a reset if there is no password, and a sign-up if the user is confirmed. */
    @ParameterizedTest
    @EnumSource(names = {"SIGN_UP", "RESET", "CHANGE_NEW"})
    void shortensTheValidityIfAChallengeStandsIn(CodePurpose purpose) {
        ask(purpose);
        var mail = receiver.receive(ANN, Kind.CHALLENGE, "12345678").orElseThrow();
        assertThat(mail.kind()).isEqualTo(MailKind.of(purpose));
        assertThat(mail.arguments()).containsEntry(Mail.MINUTES, "15");
        assertThat(codes.find(ANN, purpose).orElseThrow().expiresAt())
                .isEqualTo(clock.millis() + Duration.ofMinutes(15).toMillis());
    }

    @Test
    void givesACodeToTheNewestRequest() {
        ask(CodePurpose.CHANGE);
        clock.advance(Duration.ofSeconds(1));
        ask(CodePurpose.DELETE);
        assertThat(receiver.receive(ANN, Kind.CHALLENGE, "12345678")
                        .orElseThrow()
                        .kind())
                .isEqualTo(MailKind.DELETE_CODE);
        assertThat(codes.find(ANN, CodePurpose.CHANGE).orElseThrow().hashes()).isEmpty();
    }

    @Test
    void namesAMailByCodeAndRequestSoThatARetryIsNotSentTwice() {
        ask(CodePurpose.SIGN_UP);
        var first = receiver.receive(ANN, Kind.SIGN_UP, "123456").orElseThrow();
        assertThat(receiver.receive(ANN, Kind.SIGN_UP, "123456").orElseThrow().id())
                .isEqualTo(first.id())
                .doesNotContain("123456");
        assertThat(receiver.receive(ANN, Kind.SIGN_UP, "654321").orElseThrow().id())
                .isNotEqualTo(first.id());
    }

    @Test
    void acceptsBothCodesOfOneRequest() {
        ask(CodePurpose.SIGN_UP);
        receiver.receive(ANN, Kind.SIGN_UP, "111111");
        receiver.receive(ANN, Kind.SIGN_UP, "222222");
        var pending = codes.find(ANN, CodePurpose.SIGN_UP).orElseThrow();
        assertThat(hash.matches(pending, "111111")).isTrue();
        assertThat(hash.matches(pending, "222222")).isTrue();
    }

    @Test
    void mailsAWarningWithACodeThatEndsAccess() {
        ask(CodePurpose.RESET, true);
        assertThat(receiver.receive(ANN, Kind.RESET, "111111").orElseThrow().arguments())
                .containsKey(Mail.ENDS_ACCESS);
        ask(CodePurpose.RESET, false);
        assertThat(receiver.receive(ANN, Kind.RESET, "222222").orElseThrow().arguments())
                .doesNotContainKey(Mail.ENDS_ACCESS);
    }

    @Test
    void neverTakesACodeOfThePoolForAnUndoCode() {
        ask(CodePurpose.UNDO);
        assertThat(receiver.receive(ANN, Kind.CHALLENGE, "11111111")).isEmpty();
    }

    private void ask(CodePurpose purpose) {
        ask(purpose, false);
    }

    private void ask(CodePurpose purpose, boolean endsAccess) {
        var now = clock.millis();
        codes.putRequest(new PendingCodes.CodeRequest(
                ANN,
                purpose,
                Optional.empty(),
                "nl",
                endsAccess,
                now,
                now + purpose.validity().toMillis()));
    }
}
