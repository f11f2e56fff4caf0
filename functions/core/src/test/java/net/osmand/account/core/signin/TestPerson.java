package net.osmand.account.core.signin;

import java.time.Duration;
import java.util.Optional;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Browser;
import net.osmand.account.core.codes.CheckCode;
import net.osmand.account.core.codes.Source;
import net.osmand.account.core.signin.WebSignUp.Activation;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.EmailAddress;

/** A person with a mailbox, who uses apps and browsers of an {@link AccountTestBed}. */
public final class TestPerson {
    public static final String PASSWORD = "correct horse";
    public static final Source IP = Source.of("192.0.2.1");

    public final AccountTestBed bed;
    public final AccountUseCases use;
    public final EmailAddress email;

    public TestPerson(AccountTestBed bed, String email) {
        this(bed, bed.useCases(), email);
    }

    /** Creates a person whose requests run with these use cases. */
    public TestPerson(AccountTestBed bed, AccountUseCases use, String email) {
        this.bed = bed;
        this.use = use;
        this.email = new EmailAddress(email);
    }

    /** Returns the same person, with other use cases for the requests. */
    public TestPerson with(AccountUseCases other) {
        return new TestPerson(bed, other, email.value());
    }

    /** Creates a person with an account that was created on a phone. */
    public static TestPerson withPhone(AccountTestBed bed, String email) {
        var person = new TestPerson(bed, email);
        person.requestsCode(false);
        person.registers(person.code(), "phone");
        bed.clock.advance(Duration.ofSeconds(1));
        return person;
    }

    /** Creates a person with an account that was created in a browser and has a password. */
    public static TestPerson withPassword(AccountTestBed bed, String email) {
        var person = new TestPerson(bed, email);
        person.signsUp();
        person.use.webSignUp.activate(new Activation(email, answer(person.code()), new Password(PASSWORD)));
        bed.clock.advance(Duration.ofSeconds(1));
        return person;
    }

    /** Returns the newest code in the mailbox. */
    public String code() {
        return bed.outbox.newestCode(email);
    }

    public int mails() {
        return bed.outbox.to(email).size();
    }

    public static CheckCode.EnteredCode answer(String code) {
        return new CheckCode.EnteredCode(code, IP);
    }

    /** Requests a code in an app. */
    public void requestsCode(boolean accountMayExist) {
        use.registerUser.register(email.value(), accountMayExist, "en", IP);
    }

    /** Registers an app with a code. */
    public RegisterDevice.Registered registers(String code, String nativeId) {
        var description = new RegisterDevice.Description(nativeId, "Google", "Pixel", "en");
        return use.registerDevice.register(email.value(), answer(code), false, description);
    }

    /** Requests a code for a sign-up in a browser. */
    public void signsUp() {
        use.webSignUp.register(email.value(), true, "en", IP);
    }

    /** Requests a code for a password reset in a browser. */
    public void resets() {
        use.webSignUp.register(email.value(), false, "en", IP);
    }

    /** Starts a session without checking credentials. */
    public AccessToken startsSession() {
        return use.startSession.start(id(), account().access(), "en", Browser.UNKNOWN);
    }

    /** Signs in with a password, from a browser that is new each time. */
    public static AccountId signIn(AccountUseCases use, String email, String password) {
        return use.webSignIn.signIn(email, password, IP, "en").id();
    }

    public boolean isSignedIn(AccessToken session) {
        return use.authenticateSession.authenticate(session.reveal()).isPresent();
    }

    public Optional<AccountId> findId() {
        return bed.accounts.find(email);
    }

    public AccountId id() {
        return findId().orElseThrow();
    }

    public Account account() {
        return bed.accounts.account(id()).orElseThrow();
    }
}
