package net.osmand.account.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import net.osmand.account.core.signin.AccountTestBed;
import net.osmand.account.core.signin.RegisterDevice.Registered;
import net.osmand.account.core.signin.TestPerson;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest {
    private final AccountTestBed bed = new AccountTestBed();
    private final TestPerson ann = new TestPerson(bed, "ann@example.org");
    private final Registered phone = register(ann);

    private static Registered register(TestPerson person) {
        person.requestsCode(false);
        return person.registers(person.code(), "phone");
    }

    @Test
    void returnsAccountDeviceAndUsage() {
        bed.accounts.readUsageFrom(_ -> Usage.ofNewAccount(5));
        var caller = authenticate(id(), phone.token().reveal());
        assertThat(caller.account()).isEqualTo(ann.account());
        assertThat(caller.device()).isEqualTo(phone.device());
        assertThat(caller.usage().check().day()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00000000-0000-0000-0000-000000000000",
                "00000001-0000-0000-0000-000000000000",
                "ffffffff-0000-0000-0000-000000000000"
            })
    void rejectsForgedTokensWith105(String token) {
        isRejected(id(), token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "x", "99999999999", "1"})
    void rejectsOtherDeviceIdsWith105(String device) {
        isRejected(device, phone.token().reveal());
    }

    @Test
    void rejectsTheTokenOfAnotherDeviceOrAccount() {
        ann.requestsCode(true);
        var tablet = ann.registers(ann.code(), "tablet");
        isRejected(id(), tablet.token().reveal());
        var bob = register(new TestPerson(bed, "bob@example.org"));
        isRejected(id(), bob.token().reveal());
    }

    @Test
    void rejectsDevicesOfAnAccountThatIsBeingDeleted() {
        bed.accounts.close(ann.account());
        isRejected(id(), phone.token().reveal());
        assertThat(ann.use.authenticateDevice.authenticate(phone.token().reveal()))
                .isEmpty();
    }

    /** The code of the device was checked before all devices ended, and the device was stored after it. */
    @Test
    void rejectsADeviceFromBeforeTheEndOfAllDevices() {
        bed.accounts.endDevices(ann.id());
        assertThat(bed.accounts.add(ann.account(), phone.device()).name()).isEqualTo("DONE");
        isRejected(id(), phone.token().reveal());
        assertThat(ann.use.authenticateDevice.authenticate(phone.token().reveal()))
                .isEmpty();
    }

    @Test
    void authenticatesByTheTokenAlone() {
        assertThat(ann.use
                        .authenticateDevice
                        .authenticate(phone.token().reveal())
                        .orElseThrow()
                        .device())
                .isEqualTo(phone.device());
        assertThat(ann.use.authenticateDevice.authenticate("nonsense")).isEmpty();
        assertThat(ann.use.authenticateDevice.authenticate("00000001-0000-0000-0000-000000000000"))
                .isEmpty();
    }

    @Test
    void neverAuthenticatesTheWebDeviceByAToken() {
        var session = ann.startsSession();
        assertThat(ann.use.authenticateDevice.authenticate(session.reveal())).isEmpty();
    }

    @Test
    void revokesADevice() {
        ann.use.revokeDevice.revoke(ann.id(), phone.device().id().value());
        isRejected(id(), phone.token().reveal());
        isNotFound(phone.device().id().value());
    }

    @Test
    void revokesTheWebDeviceByEndingItsSessions() {
        var session = ann.startsSession();
        var other = ann.startsSession();
        var web = bed.accounts.devices(ann.id()).stream()
                .filter(Device::isWeb)
                .findFirst()
                .orElseThrow();
        ann.use.revokeDevice.revoke(ann.id(), web.id().value());
        assertThat(ann.isSignedIn(session)).isFalse();
        assertThat(ann.isSignedIn(other)).isFalse();
        assertThat(bed.accounts.devices(ann.id())).hasSize(2);
        assertThat(authenticate(id(), phone.token().reveal()).device()).isEqualTo(phone.device());
    }

    @Test
    void revokesNoDeviceOfAnotherAccount() {
        var bob = register(new TestPerson(bed, "bob@example.org"));
        isNotFound(bob.device().id().value());
        isNotFound(0);
    }

    @Test
    void endsSessionsThirtyDaysAfterTheirLastUse() {
        var session = ann.startsSession();
        for (var month = 0; month < 3; month++) {
            bed.clock.advance(Duration.ofDays(29));
            assertThat(ann.isSignedIn(session)).isTrue();
        }
        bed.clock.advance(Duration.ofDays(30));
        assertThat(ann.isSignedIn(session)).isFalse();
    }

    @Test
    void extendsASessionOnceADay() {
        var session = ann.startsSession();
        var start = bed.clock.millis();
        bed.clock.advance(Duration.ofHours(24));
        ann.isSignedIn(session);
        assertThat(bed.sessions
                        .find(session, Optional.empty())
                        .orElseThrow()
                        .session()
                        .expiresAt())
                .isEqualTo(start + AuthenticateSession.VALIDITY.toMillis());
        bed.clock.advance(Duration.ofMillis(1));
        ann.isSignedIn(session);
        assertThat(bed.sessions
                        .find(session, Optional.empty())
                        .orElseThrow()
                        .session()
                        .expiresAt())
                .isEqualTo(bed.clock.millis() + AuthenticateSession.VALIDITY.toMillis());
    }

    @Test
    void keepsTheWebDeviceAcrossSessions() {
        var first = ann.startsSession();
        bed.clock.advance(Duration.ofDays(1));
        var second = ann.startsSession();
        var device = bed.sessions
                .find(first, Optional.empty())
                .orElseThrow()
                .caller()
                .device();
        assertThat(bed.sessions
                        .find(second, Optional.empty())
                        .orElseThrow()
                        .caller()
                        .device()
                        .id())
                .isEqualTo(device.id());
        assertThat(device.isWeb()).isTrue();
        assertThat(bed.accounts.devices(ann.id())).hasSize(2);
    }

    @Test
    void rejectsSessionsOfAnAccountThatIsBeingDeletedAndForgedOnes() {
        var session = ann.startsSession();
        assertThat(ann.use.authenticateSession.authenticate("nonsense")).isEmpty();
        assertThat(ann.use.authenticateSession.authenticate(phone.token().reveal()))
                .isEmpty();
        bed.accounts.close(ann.account());
        assertThat(ann.isSignedIn(session)).isFalse();
    }

    private String id() {
        return Integer.toString(phone.device().id().value());
    }

    private Caller authenticate(String device, String token) {
        return ann.use.authenticateDevice.authenticate(device, token);
    }

    private void isRejected(String device, String token) {
        assertThatThrownBy(() -> authenticate(device, token))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.DEVICE_REJECTED));
    }

    private void isNotFound(long device) {
        assertThatThrownBy(() -> ann.use.revokeDevice.revoke(ann.id(), device))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.NOT_FOUND));
    }
}
