package net.osmand.account.core.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Browser;
import net.osmand.account.core.account.WebSession;
import net.osmand.account.core.codes.CheckCode;
import net.osmand.account.core.codes.PendingCode;
import net.osmand.account.core.codes.RequestCode;
import net.osmand.account.core.codes.Source;
import net.osmand.account.core.mail.Mail;
import net.osmand.account.core.signin.ChangePassword.Proof;
import net.osmand.account.core.signin.WebSignUp.Activation;
import net.osmand.account.core.testing.CrashInjector;
import net.osmand.account.core.testing.CrashInjector.Crash;
import net.osmand.account.core.testing.PortWrapper;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.ProtocolException;
import net.osmand.account.core.values.UnavailableException;

/**
 * A random walk over the requests of five people. Each person reads one mailbox and knows one password. A request can
 * crash before or after any call to a port. Users of the pool are lost, strangers guess and request codes, and time
 * passes.
 */
public final class IdentityWalk {
    public static final List<String> ADDRESSES =
            List.of("ann@example.org", "bob@example.org", "eve@example.org", "max@example.org", "zoe@example.org");
    private static final int CALLS = 14;
    private static final String CRASH = "crash";
    private static final String REFUSAL = "refusal";
    private static final String TAKE_OVER = "proof from outside";
    private static final String PROOF_INSIDE = "proof inside";
    private static final String TAKEN_BACK = "address taken back";
    private static final String CHANGE_PASSWORD = "change-password";
    private static final String LOG_OUT_ONE = "log out one";
    private static final String LOG_OUT_ALL = "log out everywhere";

    /** Requests that never end a session or device, even if they crash. */
    private static final Set<String> HARMLESS = Set.of(
            "user-register",
            "register",
            "login",
            "send-code",
            "send-code again",
            "confirm-email",
            "lost user",
            "guess of a stranger",
            "code for a stranger");

    /** Requests that are likely after a change of address: proofs from inside and outside, and taking it back. */
    private static final List<String> AFTER_A_CHANGE =
            List.of("confirm-email", "user-register", "device-register", "undo-change-email");

    private static final Map<CodePurpose, String> USE_OF_A_CODE = Map.of(
            CodePurpose.CHANGE, "change-email",
            CodePurpose.DELETE, "delete-account",
            CodePurpose.CONFIRM, "confirm-email",
            CodePurpose.RESET, "activate");

    private final Random random;
    private final AccountTestBed bed;
    private final AccountUseCases calm;
    private final List<Held> held = new ArrayList<>();
    private final Set<String> spent = new HashSet<>();
    private final Map<AccountId, Account> before = new HashMap<>();
    private final Set<Held> validBefore = new HashSet<>();
    private final Map<String, Integer> happened;
    private final Map<String, Consumer<TestPerson>> requests = new LinkedHashMap<>();

    private String address = ADDRESSES.getFirst();
    private int step;
    private List<String> likely = List.of();
    private int likelySteps;

    /** A device or session, and the step in which its holder got it. */
    private record Held(String holder, AccessToken token, boolean isSession, int since) {}

    /**
     * Creates a walk in a new world.
     *
     * @param happened the number of successes by request, over all walks
     */
    IdentityWalk(long seed, Map<String, Integer> happened) {
        this(new Random(seed), happened);
    }

    private IdentityWalk(Random random, Map<String, Integer> happened) {
        this(random, new AccountTestBed(random), happened);
    }

    /**
     * Creates a walk in a world that also tests other parts.
     *
     * @param random the random source of the use cases of the bed
     */
    public IdentityWalk(Random random, AccountTestBed bed, Map<String, Integer> happened) {
        this.random = random;
        this.bed = bed;
        calm = bed.useCases();
        this.happened = happened;
        requests.put("user-register", this::requestsCode);
        requests.put("device-register", this::registers);
        requests.put("register", this::webRegisters);
        requests.put("validate-token", this::validates);
        requests.put("activate", this::activates);
        requests.put("login", this::signsIn);
        requests.put("send-code", this::asksInside);
        requests.put("send-code again", this::asksInside);
        requests.put("change-email", this::changesAddress);
        requests.put("change-email again", this::changesAddress);
        requests.put("confirm-email", this::confirms);
        requests.put("undo-change-email", this::undoes);
        requests.put("delete-account", this::deletes);
        requests.put(CHANGE_PASSWORD, this::changesPassword);
        requests.put(LOG_OUT_ONE, this::logsOutOne);
        requests.put(LOG_OUT_ALL, this::logsOutEverywhere);
        requests.put("revoke", this::revokes);
        requests.put("daily job", this::dailyJob);
        requests.put("lost user", person -> bed.pool.lose(person.email));
        requests.put("guess of a stranger", this::strangerGuesses);
        requests.put("code for a stranger", this::strangerAsks);
        requests.put("time", _ -> timePasses());
    }

    /** Returns the names of all requests and events of a walk. */
    static Set<String> names() {
        var names = new TreeSet<>(new IdentityWalk(1, Map.of()).requests());
        names.addAll(Set.of(CRASH, REFUSAL, TAKE_OVER, PROOF_INSIDE, TAKEN_BACK));
        return names;
    }

    /** Returns the requests and other events of a walk. */
    public List<String> requests() {
        return List.copyOf(requests.keySet());
    }

    /** Runs one request, possibly with a crash. */
    void step() {
        var isLikely = likelySteps-- > 0;
        if (!isLikely && random.nextInt(3) == 0) {
            address = pick(ADDRESSES);
        }
        PortWrapper wrapper = random.nextInt(5) == 0
                ? new CrashInjector(1 + random.nextInt(CALLS), random.nextBoolean())
                : PortWrapper.none();
        step(pick(isLikely && random.nextBoolean() ? likely : requests()), address, wrapper);
        bed.clock.advance(Duration.ofSeconds(1 + random.nextInt(120)));
    }

    /** Runs a request of a person with wrapped ports, and checks I10 to I12. */
    public void step(String name, String sender, PortWrapper wrapper) {
        step++;
        address = sender;
        before.clear();
        bed.accounts.all().forEach(account -> before.put(account.id(), account));
        validBefore.clear();
        held.stream().filter(this::isValid).forEach(validBefore::add);
        var person = new TestPerson(bed, bed.useCases(SignUpPolicy.of("open"), wrapper), sender);
        var outcome = name;
        try {
            Objects.requireNonNull(requests.get(name)).accept(person);
        } catch (Crash | UnavailableException lost) {
            outcome = CRASH;
        } catch (ProtocolException refused) {
            // Any other exception would be a status 500.
            outcome = REFUSAL;
        }
        count(outcome);
        if (HARMLESS.contains(name)) {
            assertThat(validBefore).as("access before %s", name).allMatch(this::isValid);
        }
        var isWhole = !outcome.equals(CRASH);
        bed.accounts.all().forEach(account -> proofsInsideEndNothing(account, isWhole));
        isOneToOne();
        bed.accounts.all().forEach(account -> nothingOlderIsValid(account, isWhole));
        bed.accounts.all().forEach(account -> nothingSinceTheChangeIsValid(account, isWhole));
    }

    private void count(String name) {
        happened.merge(name, 1, Integer::sum);
    }

    /** Lets the next steps often be one of these requests, as a user does who has just got a code. */
    private void expect(int steps, List<String> names) {
        likely = names;
        likelySteps = steps;
    }

    private void requestsCode(TestPerson person) {
        expect(3, List.of("device-register"));
        person.requestsCode(random.nextBoolean());
    }

    private void registers(TestPerson person) {
        var code = newest(person);
        var registered = person.registers(code, "phone " + random.nextInt(2));
        // I11: a code registers one device.
        assertThat(spent.add(person.email.value() + code))
                .as("a code proves once")
                .isTrue();
        hold(person, registered.token(), false);
    }

    private void webRegisters(TestPerson person) {
        expect(3, List.of("validate-token", "activate"));
        person.use.webSignUp.register(person.email.value(), random.nextBoolean(), "en", TestPerson.IP);
    }

    private void validates(TestPerson person) {
        person.use
                .webSignUp
                .validate(person.email.value(), TestPerson.answer(newest(person)))
                .ifPresent(
                        signedUp -> hold(person, person.use.startSession.start(signedUp, "en", Browser.UNKNOWN), true));
    }

    private void activates(TestPerson person) {
        var password = new Password(password(person));
        person.use
                .webSignUp
                .activate(new Activation(person.email.value(), TestPerson.answer(newest(person)), password))
                .signedUp()
                .ifPresent(
                        signedUp -> hold(person, person.use.startSession.start(signedUp, "en", Browser.UNKNOWN), true));
    }

    private void signsIn(TestPerson person) {
        var of = random.nextBoolean() ? person.email.value() : pick(ADDRESSES);
        var account = person.use.webSignIn.signIn(of, password(person), TestPerson.IP, "en");
        hold(person, person.use.startSession.start(account.id(), account.access(), "en", Browser.UNKNOWN), true);
    }

    private void asksInside(TestPerson person) {
        var purpose = pick(List.of(CodePurpose.CHANGE, CodePurpose.DELETE, CodePurpose.CONFIRM, CodePurpose.RESET));
        var account = inside(person);
        expect(3, List.of(Objects.requireNonNull(USE_OF_A_CODE.get(purpose))));
        person.use.requestCode.request(
                purpose, new RequestCode.Addressee(account.email(), Optional.of(account.id()), "en", TestPerson.IP));
    }

    /** Changes the address with the code of the old address, or in two steps with the code of the new one. */
    private void changesAddress(TestPerson person) {
        var account = inside(person);
        var next = new TestPerson(bed, pick(ADDRESSES));
        if (random.nextBoolean()) {
            person.use.requestCode.request(
                    CodePurpose.CHANGE,
                    new RequestCode.Addressee(account.email(), Optional.of(account.id()), "en", TestPerson.IP));
        }
        var code = TestPerson.answer(newest(person));
        if (random.nextBoolean()) {
            person.use.changeEmail.verifyNew(account, next.email.value(), code, "en");
            code = TestPerson.answer(newest(next));
        }
        person.use.changeEmail.change(account, next.email.value(), code, "en");
        // The reader of the new mailbox acts next.
        address = next.email.value();
        expect(6, AFTER_A_CHANGE);
    }

    /** Types a code in any session or device of the account with this address: its user may read both mailboxes. */
    private void confirms(TestPerson person) {
        var code = TestPerson.answer(newest(person));
        var account = held.stream()
                .filter(this::isValid)
                .flatMap(one -> bed.accounts.account(one.token().account()).stream())
                .filter(one -> !one.closing() && one.email().equals(person.email))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.DEVICE_REJECTED));
        person.use.confirmEmail.confirm(account, code);
    }

    private void undoes(TestPerson person) {
        person.use.undoEmailChange.undo(person.email.value(), TestPerson.answer(newest(person)));
    }

    private void deletes(TestPerson person) {
        var code = TestPerson.answer(newest(person));
        var account = inside(person);
        if (!person.use.checkCode.spend(account.email(), CodePurpose.DELETE, account.id(), code)) {
            throw new ProblemException(Problem.CODE_REJECTED);
        }
        person.use.deleteAccount.delete(account);
    }

    /** Changes the password with the old password, or with a code mailed to the account's address. */
    private void changesPassword(TestPerson person) {
        var account = inside(person);
        var proof = random.nextBoolean()
                ? new Proof.OldPassword(password(person), TestPerson.IP)
                : new Proof.MailedCode(TestPerson.answer(newest(person)));
        var wanted = new ChangePassword.NewPassword(new Password(password(person)), random.nextInt(4) == 0, "en");
        var access = person.use.changePassword.change(account, proof, wanted);
        assertThat(held)
                .filteredOn(one -> one.isSession() && one.token().account().equals(account.id()))
                .as("sessions from before the change of the password")
                .noneMatch(this::isValid);
        access.ifPresent(
                valid -> hold(person, person.use.startSession.start(account.id(), valid, "en", Browser.UNKNOWN), true));
    }

    private void logsOutOne(TestPerson person) {
        var account = inside(person);
        var own = held.stream()
                .filter(one -> one.isSession() && one.token().account().equals(account.id()) && isValid(one))
                .toList();
        if (own.isEmpty()) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
        var ended = pick(own);
        person.use.endAccess.endSession(account.id(), WebSession.publicName(ended.token()));
        assertThat(own).filteredOn(this::isValid).as("the other sessions").hasSize(own.size() - 1);
        assertThat(isValid(ended)).as("the session that was ended").isFalse();
    }

    private void logsOutEverywhere(TestPerson person) {
        var account = inside(person);
        person.use.endAccess.endAll(account.id());
        assertThat(held)
                .filteredOn(one -> one.token().account().equals(account.id()))
                .as("devices and sessions after a log-out everywhere")
                .noneMatch(this::isValid);
    }

    private void revokes(TestPerson person) {
        var account = inside(person);
        var devices = bed.accounts.devices(account.id());
        person.use.revokeDevice.revoke(account.id(), pick(devices).id().value());
    }

    private void dailyJob(TestPerson person) {
        person.use.deleteAccount.resume();
        person.use.finishEmailChange.resume();
        bed.pool.deleteUnconfirmed(bed.clock.millis() - Duration.ofDays(7).toMillis());
    }

    private void strangerGuesses(TestPerson person) {
        var guess = new CheckCode.EnteredCode("00000" + random.nextInt(10), stranger());
        assertThat(person.use.checkCode.prove(person.email, EnumSet.allOf(CodePurpose.class), guess))
                .as("a guess")
                .isEmpty();
    }

    private void strangerAsks(TestPerson person) {
        person.use.registerUser.register(person.email.value(), true, "en", stranger());
    }

    private void timePasses() {
        bed.clock.advance(pick(List.of(Duration.ofMinutes(16), Duration.ofHours(2), Duration.ofDays(1))));
    }

    private Source stranger() {
        return Source.of("198.51.100." + random.nextInt(5));
    }

    private static String password(TestPerson person) {
        return "the password of " + person.email.value().substring(0, 3);
    }

    /** Returns the newest code of the mailbox, or an earlier one. */
    private String newest(TestPerson person) {
        var codes = bed.outbox.to(person.email).stream()
                .flatMap(mail -> Optional.ofNullable(mail.arguments().get(Mail.CODE)).stream())
                .toList();
        if (codes.isEmpty()) {
            return "";
        }
        return random.nextInt(3) == 0 ? pick(codes) : codes.getLast();
    }

    private void hold(TestPerson person, AccessToken token, boolean isSession) {
        held.add(new Held(person.email.value(), token, isSession, step));
    }

    /** Returns the account of a device or session of this person. */
    private Account inside(TestPerson person) {
        return opened(person.email.value()).orElseThrow(() -> new ProblemException(Problem.DEVICE_REJECTED));
    }

    /** Returns the account of a device or session of this person, if there is one. */
    public Optional<Account> opened(String holder) {
        var own = held.stream()
                .filter(one -> one.holder().equals(holder) && isValid(one))
                .toList();
        return own.isEmpty()
                ? Optional.empty()
                : bed.accounts.account(pick(own).token().account()).filter(account -> !account.closing());
    }

    private boolean isValid(Held one) {
        var token = one.token().reveal();
        return one.isSession()
                ? calm.authenticateSession.authenticate(token).isPresent()
                : calm.authenticateDevice.authenticate(token).isPresent();
    }

    /** I10: a proof of an unproven address from outside ends all older access. */
    private void nothingOlderIsValid(Account now, boolean isWhole) {
        var earlier = Optional.ofNullable(before.get(now.id()));
        var isTakenOver = earlier.filter(account -> account.email().equals(now.email())
                        && !account.access().proven()
                        && now.access().takenOverAt() > account.access().takenOverAt())
                .isPresent();
        if (isTakenOver) {
            count(TAKE_OVER);
            assertThat(held)
                    .filteredOn(one -> one.token().account().equals(now.id()) && one.since() < step)
                    .as("older devices and sessions")
                    .noneMatch(this::isValid);
            nobodyElseKnowsThePassword(now);
            if (isWhole) {
                assertThat(bed.codes.all(now.email()))
                        .filteredOn(code -> code.requestedAt() < now.access().takenOverAt())
                        .extracting(PendingCode::purpose)
                        .as("older codes that only a session or a device can ask for")
                        .doesNotContain(CodePurpose.CHANGE, CodePurpose.CONFIRM, CodePurpose.DELETE);
            }
        }
    }

    private void nobodyElseKnowsThePassword(Account account) {
        for (var each : ADDRESSES) {
            var stranger = new TestPerson(bed, each);
            assertThat(!each.equals(account.email().value())
                            && bed.pool.isPassword(account.email(), password(stranger)))
                    .as("an older password")
                    .isFalse();
        }
    }

    /** I10: a proof from a session or device of the account ends nothing. */
    private void proofsInsideEndNothing(Account now, boolean isWhole) {
        var earlier = Optional.ofNullable(before.get(now.id()));
        var isProvenInside = earlier.filter(account -> account.email().equals(now.email())
                        && !account.access().proven()
                        && now.access().proven()
                        && now.access().takenOverAt() == account.access().takenOverAt())
                .isPresent();
        if (isProvenInside && isWhole) {
            count(PROOF_INSIDE);
            var access = earlier.orElseThrow().access();
            assertThat(now.access().devices()).as("devices of a proof inside").isEqualTo(access.devices());
        }
    }

    /** An undo code moves an account back, and ends sessions, the password and devices added since the change. */
    private void nothingSinceTheChangeIsValid(Account now, boolean isWhole) {
        var earlier = Optional.ofNullable(before.get(now.id()));
        var isTakenBack = earlier.filter(account -> !account.email().equals(now.email())
                        && now.access().takenOverAt() > account.access().takenOverAt())
                .isPresent();
        if (isTakenBack && isWhole) {
            count(TAKEN_BACK);
            assertThat(held)
                    .filteredOn(one -> one.isSession() && one.token().account().equals(now.id()) && one.since() < step)
                    .as("older sessions")
                    .noneMatch(this::isValid);
            nobodyElseKnowsThePassword(now);
        }
    }

    /** I12: each address has one account, and each account has an address. */
    private void isOneToOne() {
        assertThat(bed.accounts.all().stream().filter(account -> !account.closing()))
                .allSatisfy(account ->
                        assertThat(bed.accounts.find(account.email())).contains(account.id()));
    }

    /** I9: two days later, each owner of a mailbox can sign in with an app and a browser. */
    public void everyoneGetsIn() {
        bed.clock.advance(Duration.ofDays(2));
        for (var each : ADDRESSES) {
            var person = new TestPerson(bed, each);
            person.requestsCode(true);
            var device = person.registers(person.code(), "phone of the owner");
            assertThat(person.use.authenticateDevice.authenticate(device.token().reveal()))
                    .isPresent();
            person.resets();
            person.use.webSignUp.activate(
                    new Activation(each, TestPerson.answer(person.code()), new Password("a third horse")));
            assertThat(TestPerson.signIn(person.use, each, "a third horse")).isEqualTo(person.id());
            assertThat(person.account().access().proven()).isTrue();
        }
        bed.clock.advance(Duration.ofDays(10));
        dailyJob(new TestPerson(bed, ADDRESSES.getFirst()));
        isOneToOne();
        assertThat(bed.pool.count()).as("users of the pool").isEqualTo(ADDRESSES.size());
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
