package net.osmand.account.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import net.osmand.account.core.account.ListAccess.Listed;
import net.osmand.account.core.account.ListAccess.NamedSession;
import net.osmand.account.core.signin.AccountTestBed;
import net.osmand.account.core.signin.TestPerson;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests {@link ListAccess} and {@link EndAccess}. */
class AccessTest {
    private static final Browser FIREFOX = new Browser("Firefox", "Linux");

    private final AccountTestBed bed = new AccountTestBed();
    private final TestPerson ann = TestPerson.withPassword(bed, "ann@example.org");
    private final AccessToken own = start(ann, FIREFOX);

    @Test
    void listsSessionsAndDevicesByTheirLastUse() {
        bed.clock.advance(Duration.ofDays(1));
        var other = start(ann, Browser.UNKNOWN);
        var phone = registers(ann);
        var listed = list();
        assertThat(listed.sessions())
                .extracting(NamedSession::name)
                .containsExactly(WebSession.publicName(other), WebSession.publicName(own));
        assertThat(listed.sessions()).extracting(NamedSession::current).containsExactly(false, true);
        assertThat(listed.sessions().getLast().session().browser()).isEqualTo(FIREFOX);
        assertThat(listed.devices()).containsExactly(phone);
        assertThat(listed.hasPassword()).isTrue();
        bed.clock.advance(Duration.ofDays(2));
        ann.isSignedIn(own);
        assertThat(list().sessions()).extracting(NamedSession::current).containsExactly(true, false);
        assertThat(list().sessions().getFirst().session().lastUsedAt()).isEqualTo(bed.clock.millis());
    }

    /** A use is also recorded in the last 30 of the 180 days, in which the end no longer moves. */
    @Test
    void notesTheLastUseOfASessionUntilItsEnd() {
        for (var month = 0; month < 6; month++) {
            bed.clock.advance(Duration.ofDays(29));
            assertThat(ann.isSignedIn(own)).isTrue();
            assertThat(list().sessions().getFirst().session().lastUsedAt()).isEqualTo(bed.clock.millis());
        }
        bed.clock.advance(Duration.ofDays(5));
        assertThat(ann.isSignedIn(own)).isTrue();
        assertThat(list().sessions().getFirst().session().lastUsedAt()).isEqualTo(bed.clock.millis());
        bed.clock.advance(Duration.ofDays(1));
        assertThat(ann.isSignedIn(own)).isFalse();
        assertThat(list().sessions()).isEmpty();
    }

    @Test
    void saysThatAnAccountHasNoPassword() {
        var bob = TestPerson.withPhone(bed, "bob@example.org");
        assertThat(bob.use.listAccess.list(bob.account(), Optional.empty()).hasPassword())
                .isFalse();
    }

    @Test
    void namesASessionByNeitherSecretNorStoredHash() {
        var name = list().sessions().getFirst().name();
        assertThat(name).matches("[0-9a-f]{32}");
        assertThat(own.reveal()).doesNotContain(name);
        assertThat(own.hash()).doesNotContain(name);
        assertThat(AccessToken.parse(name)).isEmpty();
        assertThat(ann.isSignedIn(start(ann, FIREFOX))).isTrue();
        assertThat(list().sessions()).extracting(NamedSession::name).doesNotHaveDuplicates();
    }

    @Test
    void endsOneSession() {
        var other = start(ann, Browser.UNKNOWN);
        ann.use.endAccess.endSession(ann.id(), WebSession.publicName(other));
        assertThat(ann.isSignedIn(other)).isFalse();
        assertThat(ann.isSignedIn(own)).isTrue();
        isNotFound(WebSession.publicName(other));
    }

    @Test
    void endsNoSessionOfAnotherAccount() {
        var bob = TestPerson.withPassword(bed, "bob@example.org");
        var session = start(bob, FIREFOX);
        isNotFound(WebSession.publicName(session));
        isNotFound(session.hash());
        isNotFound(session.reveal());
        assertThat(bob.isSignedIn(session)).isTrue();
    }

    @Test
    void endsEverythingAndWhatIsBeingStarted() {
        var phone = registers(ann);
        var signedIn = ann.use.webSignIn.signIn("ann@example.org", TestPerson.PASSWORD, TestPerson.IP, "en");
        ann.use.endAccess.endAll(ann.id());
        var late = ann.use.startSession.start(signedIn.id(), signedIn.access(), "en", Browser.UNKNOWN);
        assertThat(ann.isSignedIn(own)).isFalse();
        assertThat(ann.isSignedIn(late)).isFalse();
        assertThat(bed.accounts.devices(ann.id())).doesNotContain(phone);
        assertThat(list().sessions()).isEmpty();
        assertThat(list().devices()).isEmpty();
        assertThat(TestPerson.signIn(ann.use, "ann@example.org", TestPerson.PASSWORD))
                .isEqualTo(ann.id());
        assertThat(ann.isSignedIn(ann.startsSession())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', Firefox, Linux",
        "'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36',"
                + " Chrome, Windows",
        "'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0',"
                + " Edge, Windows",
        "'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Safari/604.1',"
                + " Safari, iOS",
        "'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 SamsungBrowser/28.0 Chrome/130.0 Safari/537.36',"
                + " Samsung Internet, Android",
        "'curl/8.9', '', ''"
    })
    void recognisesBrowsers(String userAgent, String name, String system) {
        assertThat(Browser.of(userAgent)).isEqualTo(new Browser(name, system));
    }

    private Listed list() {
        return ann.use.listAccess.list(ann.account(), Optional.of(own));
    }

    private void isNotFound(String name) {
        assertThatThrownBy(() -> ann.use.endAccess.endSession(ann.id(), name))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.NOT_FOUND));
    }

    private static AccessToken start(TestPerson person, Browser browser) {
        return person.use.startSession.start(person.id(), person.account().access(), "en", browser);
    }

    private static Device registers(TestPerson person) {
        person.requestsCode(true);
        return person.registers(person.code(), "phone").device();
    }
}
