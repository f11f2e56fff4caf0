package net.osmand.account.core.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.osmand.account.core.account.Device;
import net.osmand.account.core.codes.CheckCode;
import net.osmand.account.core.mail.Mail;
import net.osmand.account.core.mail.MailKind;
import net.osmand.account.core.signin.RegisterDevice.Description;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RegisterDeviceTest {
    private static final Description PHONE = new Description("phone", "Google", "Pixel", "en");

    private final AccountTestBed bed = new AccountTestBed();
    private final TestPerson ann = new TestPerson(bed, "ann@example.org");

    @Test
    void opensAnAccountWithASignUpCode() {
        ann.requestsCode(false);
        var registered = ann.registers(ann.code(), "phone");
        assertThat(ann.id()).isEqualTo(registered.account());
        assertThat(ann.account().subject())
                .isEqualTo(bed.pool.find(ann.email).orElseThrow().subject());
        assertThat(ann.account().registeredAt()).isEqualTo(bed.clock.millis());
        assertThat(bed.pool.find(ann.email).orElseThrow().ready()).isTrue();
        assertThat(bed.proven).containsEntry(ann.email, ann.id());
        assertThat(bed.outbox.kinds(ann.email)).containsExactly(MailKind.SIGN_UP_CODE);
    }

    @Test
    void returnsATokenThatAuthenticatesTheDevice() {
        ann.requestsCode(false);
        var registered = ann.registers(ann.code(), "phone");
        var device = registered.device();
        var caller = ann.use.authenticateDevice.authenticate(
                Integer.toString(device.id().value()), registered.token().reveal());
        assertThat(caller.device()).isEqualTo(device);
        assertThat(device.nativeId()).isEqualTo("phone");
        assertThat(device.label()).isEqualTo("Google" + Device.LABEL_JOINT + "Pixel");
        assertThat(device.tokenHash()).isEqualTo(registered.token().hash());
        assertThat(registered.token().reveal()).hasSize(36);
    }

    @Test
    void addsADeviceToAnAccountAndMailsANotice() {
        TestPerson.withPhone(bed, "ann@example.org");
        ann.requestsCode(true);
        var tablet = ann.use.registerDevice.register(
                "ann@example.org",
                TestPerson.answer(ann.code()),
                false,
                new Description("tablet", "Samsung", "Tab", "nl"));
        assertThat(bed.accounts.devices(ann.id())).hasSize(2);
        var mail = bed.outbox.to(ann.email).getLast();
        assertThat(mail.kind()).isEqualTo(MailKind.NEW_DEVICE);
        assertThat(mail.language()).isEqualTo("nl");
        assertThat(mail.arguments())
                .containsEntry(Mail.DEVICE, "Samsung Tab")
                .containsEntry(Mail.AT, Long.toString(tablet.device().registeredAt()));
    }

    @Test
    void answersAProbeBy103Or104WithoutACountedTry() {
        isRejected(() -> probe("ann@example.org"), Problem.NO_ACCOUNT);
        ann.requestsCode(false);
        for (var probes = 0; probes < 6; probes++) {
            isRejected(() -> probe("ann@example.org"), Problem.NO_ACCOUNT);
        }
        ann.registers(ann.code(), "phone");
        isRejected(() -> probe("ann@example.org"), Problem.CODE_REJECTED);
        isRejected(() -> probe("no address"), Problem.NO_ACCOUNT);
    }

    @Test
    void rejectsAWrongCodeWith104() {
        isRejected(() -> ann.registers("123456", "phone"), Problem.CODE_REJECTED);
        ann.requestsCode(false);
        for (var tries = 0; tries < 4; tries++) {
            isRejected(() -> ann.registers("0".repeat(ann.code().length()), "phone"), Problem.CODE_REJECTED);
        }
        isRejected(() -> ann.registers(ann.code(), "phone"), Problem.CODE_REJECTED);
        assertThat(ann.findId()).isEmpty();
    }

    @Test
    void rejectsACodeOfAnotherAddress() {
        ann.requestsCode(false);
        var bob = new TestPerson(bed, "bob@example.org");
        bob.requestsCode(false);
        isRejected(() -> bob.registers(ann.code(), "phone"), Problem.CODE_REJECTED);
    }

    @Test
    void rejectsAnOldCodeOnceANewOneIsRequested() {
        ann.requestsCode(false);
        var old = ann.code();
        bed.clock.advance(Duration.ofSeconds(1));
        ann.requestsCode(false);
        isRejected(() -> ann.registers(old, "phone"), Problem.CODE_REJECTED);
        ann.registers(ann.code(), "phone");
    }

    @Test
    void acceptsASignUpCodeFor24HoursAndASignInCodeFor15Minutes() {
        ann.requestsCode(false);
        bed.clock.advance(Duration.ofHours(24).minusMillis(1));
        ann.registers(ann.code(), "phone");
        ann.requestsCode(true);
        bed.clock.advance(Duration.ofMinutes(15));
        isRejected(() -> ann.registers(ann.code(), "phone"), Problem.CODE_REJECTED);
        var bob = new TestPerson(bed, "bob@example.org");
        bob.requestsCode(false);
        bed.clock.advance(Duration.ofHours(24));
        isRejected(() -> bob.registers(bob.code(), "phone"), Problem.CODE_REJECTED);
    }

    /** A parallel request may have created the account. The code still proves the address. */
    @Test
    void acceptsASignUpCodeForAnAccountThatExistsByThen() {
        ann.requestsCode(false);
        var id = bed.accounts.create(ann.email, "subject", bed.clock.millis());
        assertThat(ann.registers(ann.code(), "phone").account()).isEqualTo(id);
    }

    @Test
    void replacesTheOlderDeviceOfTheSameHardware() {
        ann.requestsCode(false);
        var first = ann.registers(ann.code(), "phone");
        ann.requestsCode(true);
        var second = ann.registers(ann.code(), "phone");
        assertThat(bed.accounts.devices(ann.id())).containsExactly(second.device());
        isRejected(
                () -> ann.use.authenticateDevice.authenticate(
                        Integer.toString(first.device().id().value()),
                        first.token().reveal()),
                Problem.DEVICE_REJECTED);
    }

    @Test
    void keepsDevicesOfOtherHardwareAndOfNone() {
        ann.requestsCode(false);
        ann.registers(ann.code(), "");
        for (var description : new Description[] {
            new Description("", "Google", "Pixel", "en"),
            new Description("phone", "Google", "Pixel", "en"),
            new Description("phone", "Google", "Pixel 2", "en"),
            new Description("phone", "", "", "en")
        }) {
            bed.clock.advance(Duration.ofMinutes(10));
            ann.requestsCode(true);
            ann.use.registerDevice.register("ann@example.org", TestPerson.answer(ann.code()), false, description);
        }
        assertThat(bed.accounts.devices(ann.id())).hasSize(5);
    }

    @Test
    void registersOneDeviceIfTenRequestsUseOneCode() throws Exception {
        ann.requestsCode(false);
        var code = ann.code();
        try (var pool = Executors.newFixedThreadPool(10)) {
            var requests = new ArrayList<Future<Boolean>>();
            for (var i = 0; i < 10; i++) {
                requests.add(pool.submit(() -> succeeds(code)));
            }
            var devices = 0;
            for (var request : requests) {
                devices += request.get() ? 1 : 0;
            }
            assertThat(devices).isOne();
        }
        assertThat(bed.accounts.devices(ann.id())).hasSize(1);
        assertThat(bed.accounts.count()).isOne();
    }

    private boolean succeeds(String code) {
        try {
            ann.registers(code, "");
            return true;
        } catch (ProblemException refused) {
            return false;
        }
    }

    @Test
    void signsInAfterThePoolLostItsUsers() {
        TestPerson.withPhone(bed, "ann@example.org");
        bed.pool.lose(ann.email);
        ann.requestsCode(true);
        assertThat(ann.registers(ann.code(), "tablet").account()).isEqualTo(ann.id());
    }

    private void probe(String email) {
        ann.use.registerDevice.register(email, new CheckCode.EnteredCode("", TestPerson.IP), true, PHONE);
    }

    static void isRejected(ThrowingCallable call, Problem problem) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(problem));
    }

    @Test
    void treatsAnAddressTheSameInUpperCase() {
        ann.requestsCode(false);
        ann.use.registerDevice.register(" ANN@example.ORG", TestPerson.answer(ann.code()), false, PHONE);
        assertThat(bed.accounts.find(new EmailAddress("ann@example.org"))).isPresent();
    }
}
