package net.osmand.account.core.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.account.Accounts.ChangedBy;
import net.osmand.account.core.account.Accounts.EmailChange;
import net.osmand.account.core.account.Browser;
import net.osmand.account.core.codes.PendingCodes.CodeRequest;
import net.osmand.account.core.mail.Mail;
import net.osmand.account.core.mail.MailKind;
import net.osmand.account.core.signin.AccountTestBed;
import net.osmand.account.core.signin.RegisterDevice.Description;
import net.osmand.account.core.signin.TestPerson;
import org.junit.jupiter.api.Test;

/** All stored texts from clients are cut to 64 code points. */
class ShortTextTest {
    private static final String WHOLE = "é🚲".repeat(32);
    private static final String LONG = WHOLE + "🗺".repeat(5_000);
    private static final EmailAddress ANN = new EmailAddress("ann@example.org");

    @Test
    void keeps64CodePointsAndNoHalfOfOne() {
        assertThat(ShortText.truncate(WHOLE)).isEqualTo(WHOLE);
        assertThat(ShortText.truncate(WHOLE + "x")).isEqualTo(WHOLE);
        assertThat(ShortText.truncate(LONG)).isEqualTo(WHOLE);
        assertThat(ShortText.truncate("x".repeat(64))).hasSize(64);
        assertThat(ShortText.truncate("x".repeat(65))).hasSize(64);
        assertThat(ShortText.truncate("")).isEmpty();
    }

    @Test
    void cutsEachTextOfADevice() {
        assertThat(new Description(LONG, LONG, LONG, LONG)).isEqualTo(new Description(WHOLE, WHOLE, WHOLE, WHOLE));
    }

    @Test
    void cutsTheLanguageOfCodesMailsAndChanges() {
        assertThat(new CodeRequest(ANN, CodePurpose.RESET, Optional.empty(), LONG, false, 1, 2).language())
                .isEqualTo(WHOLE);
        assertThat(new Mail("1", MailKind.NEW_BROWSER, ANN, LONG, Map.of(), 1).language())
                .isEqualTo(WHOLE);
        assertThat(new EmailChange(new AccountId(1), "subject", ANN, ANN, LONG, ChangedBy.UNDO, 1).language())
                .isEqualTo(WHOLE);
    }

    @Test
    void cutsTheLanguageOfASession() {
        var bed = new AccountTestBed();
        var ann = TestPerson.withPhone(bed, ANN.value());
        ann.use.startSession.start(ann.id(), ann.account().access(), LONG, Browser.UNKNOWN);
        assertThat(bed.accounts.devices(ann.id()))
                .filteredOn(device -> device.isWeb())
                .singleElement()
                .satisfies(web -> assertThat(web.language()).isEqualTo(WHOLE));
    }
}
