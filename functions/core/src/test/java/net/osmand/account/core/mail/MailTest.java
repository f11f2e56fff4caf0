package net.osmand.account.core.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.stream.Stream;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.EmailAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailTest {
    private static final AccountId ACCOUNT = new AccountId(7);
    private static final EmailAddress OLD = new EmailAddress("old@example.org");
    private static final EmailAddress NEW = new EmailAddress("new@example.org");
    private static final long AT = 1_764_000_000_000L;

    @ParameterizedTest
    @EnumSource
    void givesEveryPurposeAMailOfItsOwn(CodePurpose purpose) {
        // The undo code is part of a notice, for which no user waits.
        assertThat(MailKind.of(purpose).isCode()).isEqualTo(purpose != CodePurpose.UNDO);
        assertThat(Stream.of(CodePurpose.values()).map(MailKind::of)).doesNotHaveDuplicates();
    }

    @Test
    void knowsWhichMailsSomebodyWaitsFor() {
        assertThat(EnumSet.allOf(MailKind.class).stream().filter(kind -> !kind.isCode()))
                .containsExactly(
                        MailKind.ADDRESS_CHANGED,
                        MailKind.ADDRESS_LEFT,
                        MailKind.ADDRESS_TAKEN_BACK,
                        MailKind.ACCOUNT_DELETED,
                        MailKind.NEW_DEVICE,
                        MailKind.NEW_BROWSER,
                        MailKind.PASSWORD_CHANGED,
                        MailKind.ARCHIVE_READY,
                        MailKind.ARCHIVE_FAILED);
    }

    @Test
    void dropsACodeWhenItExpiresAndANoticeAfterADay() {
        var code = Mail.code("id", CodePurpose.RESET, NEW, "en", "123456", Duration.ofHours(1), AT);
        assertThat(code.until()).isEqualTo(AT + 3_600_000);
        assertThat(code.arguments()).containsEntry(Mail.MINUTES, "60");
        for (var notice : notices(AT)) {
            assertThat(notice.until()).isEqualTo(AT + 86_400_000);
            assertThat(notice.arguments()).containsEntry(Mail.AT, Long.toString(AT));
        }
    }

    @Test
    void sendsANoticeOnceIfTheRequestIsRepeated() {
        assertThat(Mail.addressChanged(ACCOUNT, NEW, "en", AT).id())
                .isEqualTo(Mail.addressChanged(ACCOUNT, NEW, "en", AT + 5000).id());
        assertThat(Mail.newDevice(ACCOUNT, "phone", NEW, "en", "Google Pixel", AT)
                        .id())
                .isEqualTo(Mail.newDevice(ACCOUNT, "phone", NEW, "en", "Google Pixel", AT + 5000)
                        .id());
        assertThat(Mail.accountDeleted(ACCOUNT, OLD, "en", AT).id())
                .isEqualTo(Mail.accountDeleted(ACCOUNT, OLD, "en", AT + 5000).id());
        assertThat(notices(AT)).extracting(Mail::id).doesNotHaveDuplicates();
        assertThat(Mail.addressChanged(ACCOUNT, NEW, "en", AT).id())
                .isNotEqualTo(Mail.addressChanged(ACCOUNT, OLD, "en", AT).id());
    }

    @Test
    void hidesAddressesAndCodesFromIdsAndLogs() {
        for (var mail : notices(AT)) {
            assertThat(mail.id()).doesNotContain("@", "example");
            assertThat(mail.toString()).doesNotContain("example");
        }
        var code = Mail.code("id", CodePurpose.RESET, NEW, "en", "123456", Duration.ofHours(1), AT);
        assertThat(code.toString()).doesNotContain("123456", "example");
    }

    private static Mail[] notices(long at) {
        return new Mail[] {
            Mail.addressChanged(ACCOUNT, NEW, "en", at),
            Mail.oldAddressNotice("hash", OLD, NEW, "en", "12345678", Duration.ofDays(7), at),
            Mail.changeUndone(ACCOUNT, NEW, OLD, "en", at),
            Mail.passwordChanged(ACCOUNT, NEW, "en", at),
            Mail.newBrowser(ACCOUNT, NEW, "en", at),
            Mail.accountDeleted(ACCOUNT, OLD, "en", at),
            Mail.newDevice(ACCOUNT, "phone", NEW, "en", "Google Pixel", at),
            Mail.archiveReady("e1", NEW, "en", "https://account.org/v1/exports/archive", at),
            Mail.archiveFailed("e1", NEW, "en", at)
        };
    }
}
