package net.osmand.account.core.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Browser;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.account.WebSession;
import net.osmand.account.core.codes.RequestCode;
import net.osmand.account.core.files.FileInvariants;
import net.osmand.account.core.files.FilesTestBed;
import net.osmand.account.core.purchases.Catalogue;
import net.osmand.account.core.purchases.DeletedOwnerHash;
import net.osmand.account.core.purchases.InMemoryPurchaseRepository;
import net.osmand.account.core.purchases.LinkPurchases;
import net.osmand.account.core.purchases.PurchaseRepository;
import net.osmand.account.core.purchases.PurchaseRules;
import net.osmand.account.core.purchases.PurchasesTestBed;
import net.osmand.account.core.purchases.ShopEvent;
import net.osmand.account.core.purchases.SubscriptionState;
import net.osmand.account.core.purchases.UseOrderId;
import net.osmand.account.core.signin.ChangePassword.Proof;
import net.osmand.account.core.signin.WebSignUp.Activation;
import net.osmand.account.core.testing.Preemption;
import net.osmand.account.core.testing.Preemption.Segment;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.KeyedHash;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.ProtocolException;

/** One account, its requests with the codes that they need, and the invariants I9 to I12. */
final class RequestOrders {
    static final String ANN = "ann@example.org";
    static final String NEW = "new@example.org";
    private static final Password OTHER = new Password("another horse");
    private static final Catalogue CATALOGUE = Catalogue.shipped();
    private static final PurchaseRules RULES = PurchaseRules.standard(false);
    private static final DeletedOwnerHash OWNERS = new DeletedOwnerHash(new KeyedHash(() -> "pepper"));

    /** The requests of a new address, whose sign-up code is in the mailbox. */
    static final List<String> OF_SIGN_UP =
            List.of("user-register", "device-register", "validate-token", "activate", "webhook", "daily job");

    /** The requests of an account. */
    static final List<String> OF_ACCOUNT = List.of(
            "user-register",
            "device-register",
            "login",
            "send-code",
            "reset",
            "change-password by the old one",
            "change-password by a code",
            "end one session",
            "log out everywhere",
            "change-email by the old address",
            "change-email by the new address",
            "confirm-email",
            "undo-change-email",
            "delete-account",
            "webhook",
            "daily job",
            "upload-file",
            "delete-file");

    private static final FileKey FILE = new FileKey("GPX", "a.gpx");

    private static final Set<String> ENDING_SESSIONS = Set.of(
            "reset",
            "change-password by the old one",
            "change-password by a code",
            "end one session",
            "log out everywhere");

    private final AccountTestBed bed = new AccountTestBed();
    private final Preemption preemption = new Preemption();
    private final AccountUseCases use = bed.useCases(SignUpPolicy.of("open"), preemption);
    private final InMemoryPurchaseRepository purchases = bed.purchases;
    private final TestPerson ann = new TestPerson(bed, ANN);
    private final Map<CodePurpose, String> codes = new LinkedHashMap<>();
    private final List<String> unexpected = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final List<RegisterDevice.Registered> devices = new ArrayList<>();
    private final List<AccessToken> sessions = new ArrayList<>();
    private final Set<String> proofs = new HashSet<>();
    private final Optional<FilesTestBed> files;
    private final String buyer;

    /** Prepares a new address with a sign-up code, or an account with pending codes of every purpose. */
    RequestOrders(boolean isSignUp) {
        buyer = isSignUp ? ANN : NEW;
        purchases.readAccountsFrom(
                email -> bed.accounts
                        .find(email)
                        .flatMap(bed.accounts::account)
                        .filter(account -> account.access().proven())
                        .map(Account::id),
                id -> bed.accounts
                        .account(id)
                        .filter(account -> !account.closing())
                        .isEmpty());
        bed.verified = this::hear;
        if (isSignUp) {
            ann.requestsCode(false);
            codes.put(CodePurpose.SIGN_UP, ann.code());
            files = Optional.empty();
        } else {
            var person = TestPerson.withPassword(bed, ANN);
            sessions.add(person.startsSession());
            for (var purpose : List.of(CodePurpose.DELETE, CodePurpose.RESET, CodePurpose.SIGN_IN)) {
                codes.put(purpose, code(purpose));
            }
            var change = code(CodePurpose.CHANGE);
            person.use.changeEmail.verifyNew(person.account(), NEW, TestPerson.answer(change), "en");
            codes.put(CodePurpose.CHANGE_NEW, bed.outbox.newestCode(new EmailAddress(NEW)));
            codes.put(CodePurpose.CHANGE, code(CodePurpose.CHANGE));
            files = Optional.of(
                    new FilesTestBed(ann.id(), PlanLimits.STANDARD, bed.clock, bed.files, bed.contents).with(Plan.PRO));
            files.ifPresent(own -> own.store(FILE, "before"));
        }
        bed.clock.advance(Duration.ofMinutes(1));
    }

    /** Links the purchases that wait for a proven address to its account. */
    private void hear(AccountId account, EmailAddress email) {
        purchases
                .owner(email)
                .filter(account::equals)
                .ifPresent(_ -> proofs.add(account.value() + " " + email.value()));
        var repository = preemption.over(PurchaseRepository.class, purchases);
        new LinkPurchases(repository, CATALOGUE, RULES, OWNERS, new UseOrderId(repository, CATALOGUE, RULES))
                .claim(account, email);
    }

    private String code(CodePurpose purpose) {
        // Five codes in ten minutes are allowed, and the first of them must still be valid.
        bed.clock.advance(Duration.ofSeconds(135));
        ann.use.requestCode.request(purpose, new RequestCode.Addressee(ann.email, ann.findId(), "en", TestPerson.IP));
        return ann.code();
    }

    /** Runs the requests with these names, and returns which segments ran completely. */
    boolean[] run(List<Segment> order, List<String> names) {
        return preemption.run(order, names.stream().map(name -> request(name)).toList());
    }

    private Runnable request(String name) {
        return () -> {
            try {
                send(name);
                done.add(name);
            } catch (ProtocolException refused) {
                // The loser of a race is rejected.
            } catch (RuntimeException e) {
                unexpected.add(name + ": " + e);
            }
        };
    }

    private void send(String name) {
        var account = ann.findId().flatMap(bed.accounts::account);
        switch (name) {
            case "user-register" -> use.registerUser.register(ANN, true, "en", TestPerson.IP);
            case "device-register" ->
                devices.add(use.registerDevice.register(
                        ANN,
                        TestPerson.answer(
                                codes.getOrDefault(CodePurpose.SIGN_UP, codes.getOrDefault(CodePurpose.SIGN_IN, ""))),
                        false,
                        new RegisterDevice.Description("phone", "Google", "Pixel", "en")));
            case "validate-token" ->
                use.webSignUp
                        .validate(ANN, TestPerson.answer(codes.getOrDefault(CodePurpose.SIGN_UP, "")))
                        .ifPresent(signedUp -> use.startSession.start(signedUp, "en", Browser.UNKNOWN));
            case "activate" -> activate(CodePurpose.SIGN_UP);
            case "reset" -> activate(CodePurpose.RESET);
            case "change-password by the old one" ->
                changePassword(new Proof.OldPassword(TestPerson.PASSWORD, TestPerson.IP));
            case "change-password by a code" ->
                changePassword(new Proof.MailedCode(TestPerson.answer(codes.getOrDefault(CodePurpose.RESET, ""))));
            case "end one session" -> {
                var session = sessions.getFirst();
                use.endAccess.endSession(session.account(), WebSession.publicName(session));
            }
            case "log out everywhere" ->
                use.endAccess.endAll(sessions.getFirst().account());
            case "login" -> {
                var signedIn = use.webSignIn.signIn(ANN, TestPerson.PASSWORD, TestPerson.IP, "en");
                use.startSession.start(signedIn.id(), signedIn.access(), "en", Browser.UNKNOWN);
            }
            case "send-code" ->
                use.requestCode.request(
                        CodePurpose.RESET,
                        new RequestCode.Addressee(ann.email, account.map(found -> found.id()), "en", TestPerson.IP));
            case "change-email by the old address" -> change(CodePurpose.CHANGE);
            case "change-email by the new address" -> change(CodePurpose.CHANGE_NEW);
            case "confirm-email" ->
                account().ifPresent(found -> use.confirmEmail.confirm(found, TestPerson.answer(newest(found.email()))));
            case "undo-change-email" -> use.undoEmailChange.undo(ANN, TestPerson.answer(newest(ann.email)));
            case "delete-account" ->
                account.filter(found -> use.checkCode.spend(
                                ann.email,
                                CodePurpose.DELETE,
                                found.id(),
                                TestPerson.answer(codes.getOrDefault(CodePurpose.DELETE, ""))))
                        .ifPresent(found -> use.deleteAccount.delete(found));
            case "webhook" -> shopBed().recordEvent.record(subscription());
            case "daily job" -> dailyJob(use);
            case "upload-file" -> preempted().ifPresent(own -> own.upload(1, FILE, "uploaded"));
            case "delete-file" -> preempted().ifPresent(own -> own.delete(2, FILE));
            default -> throw new IllegalArgumentException(name);
        }
    }

    private Optional<FilesTestBed> preempted() {
        return files.map(own -> own.with(preemption, Plan.PRO));
    }

    /** Returns the use cases of the shop on the purchases of this world. */
    private PurchasesTestBed shopBed() {
        return new PurchasesTestBed(CATALOGUE, preemption, purchases);
    }

    private ShopEvent subscription() {
        var paidUntil = bed.clock.millis() + Duration.ofDays(365).toMillis();
        return shopBed().subscriptionEvent("evt-1", "S1", buyer, SubscriptionState.ACTIVE, paidUntil);
    }

    private void activate(CodePurpose purpose) {
        use.webSignUp
                .activate(new Activation(ANN, TestPerson.answer(codes.getOrDefault(purpose, "")), OTHER))
                .signedUp()
                .ifPresent(signedUp -> use.startSession.start(signedUp, "en", Browser.UNKNOWN));
    }

    private void changePassword(Proof proof) {
        var authenticated =
                use.authenticateSession.authenticate(sessions.getFirst().reveal());
        var account = authenticated
                .orElseThrow(() -> new ProblemException(Problem.NOT_SIGNED_IN))
                .account();
        use.changePassword
                .change(account, proof, new ChangePassword.NewPassword(OTHER, false, "en"))
                .ifPresent(access -> use.startSession.start(account.id(), access, "en", Browser.UNKNOWN));
    }

    private void change(CodePurpose purpose) {
        account()
                .ifPresent(found ->
                        use.changeEmail.change(found, NEW, TestPerson.answer(codes.getOrDefault(purpose, "")), "en"));
    }

    private Optional<Account> account() {
        return bed.accounts.all().stream().filter(found -> !found.closing()).findFirst();
    }

    private String newest(EmailAddress email) {
        return bed.outbox.to(email).isEmpty() ? "" : bed.outbox.newestCode(email);
    }

    private void dailyJob(AccountUseCases useCases) {
        useCases.deleteAccount.resume();
        useCases.finishEmailChange.resume();
        bed.pool.deleteUnconfirmed(bed.clock.millis() - Duration.ofDays(7).toMillis());
    }

    /** Checks the invariants with later requests of the person who owns the mailbox. */
    void check() {
        assertThat(unexpected).as("unexpected failures").isEmpty();
        // I11: a code proves once.
        assertThat(devices.size()).isLessThanOrEqualTo(1);
        isOneToOne();
        tokensWork();
        endedSessionsStayEnded();
        purchasesFollowProofs();
        bed.clock.advance(Duration.ofMinutes(11));
        for (var address : List.of(ANN, NEW)) {
            getsIn(new TestPerson(bed, address));
        }
        bed.clock.advance(Duration.ofDays(10));
        dailyJob(bed.useCases());
        isOneToOne();
        for (var address : List.of(ANN, NEW)) {
            getsIn(new TestPerson(bed, address));
        }
        assertThat(bed.pool.count()).as("users of the pool").isEqualTo(2);
        purchasesFollowProofs();
        files.ifPresent(this::filesAreWholeOrNoMore);
        if (done.contains("webhook")) {
            assertThat(purchases.purchases()).as("the purchase").hasSize(1);
            assertThat(purchases.purchases().getFirst().owner())
                    .as("its owner, when the address is proven")
                    .isPresent();
        }
    }

    /** I1, I4 and I5 if the account still exists; I8 if it was deleted. */
    private void filesAreWholeOrNoMore(FilesTestBed own) {
        if (bed.accounts.account(own.account).isEmpty()) {
            assertThat(bed.files.isEmpty(own.account)).as("I8: rows").isTrue();
            assertThat(bed.contents.keys(own.account)).as("I8: objects").isEmpty();
        } else {
            assertThat(own.checkAll().contentsMissing()).as("I1: lost contents").isZero();
            FileInvariants.holdAfterFullCheck(own);
        }
    }

    /** I10: an account has a purchase only if it proved the address for which the purchase waited. */
    private void purchasesFollowProofs() {
        for (var purchase : purchases.purchases()) {
            assertThat(purchase.owner().map(owner -> owner.value() + " " + buyer))
                    .as("the owner and its proof")
                    .matches(proof -> proof.filter(one -> !proofs.contains(one)).isEmpty());
        }
    }

    /** I12: one account per address, and each account that is not being deleted has its address. */
    private void isOneToOne() {
        var open = bed.accounts.all().stream().filter(account -> !account.closing());
        assertThat(open)
                .allSatisfy(account ->
                        assertThat(bed.accounts.find(account.email())).contains(account.id()));
    }

    /** An issued token works, unless the account was deleted or moved back with an undo code. */
    private void tokensWork() {
        if (done.contains("delete-account")
                || done.contains("undo-change-email")
                || done.contains("log out everywhere")) {
            return;
        }
        for (var device : devices) {
            assertThat(ann.use.authenticateDevice.authenticate(device.token().reveal()))
                    .as("the token that was given out")
                    .isPresent();
        }
    }

    /** An older session ends with a change of the password, and when it or all access is ended. */
    private void endedSessionsStayEnded() {
        if (done.stream().anyMatch(ENDING_SESSIONS::contains)) {
            assertThat(sessions).as("a session from before").noneMatch(ann::isSignedIn);
        }
    }

    /** I9: the owner of a mailbox can sign in with a code in an app and in a browser, and set a password. */
    private void getsIn(TestPerson person) {
        person.requestsCode(true);
        var before = person.findId().flatMap(bed.accounts::account);
        var olderDevices = devices.stream()
                .filter(older -> before.filter(account -> account.id().equals(older.account()))
                        .isPresent())
                .map(RegisterDevice.Registered::token)
                .filter(this::isValid)
                .toList();
        var olderSessions = sessions.stream()
                .filter(person::isSignedIn)
                .filter(session -> before.filter(account -> account.id().equals(session.account()))
                        .isPresent())
                .toList();
        var isPasswordOfOlder = knowsPassword(person);
        var device = person.registers(person.code(), "phone of the owner");
        assertThat(isValid(device.token())).as("sign-in by a code").isTrue();
        // I10: a proof of an unproven address from outside ends all older access; any other proof ends nothing.
        var stays = before.filter(account -> !account.access().proven()).isEmpty();
        assertThat(olderDevices).as("older devices").allMatch(token -> isValid(token) == stays);
        assertThat(olderSessions).as("older sessions").allMatch(session -> person.isSignedIn(session) == stays);
        assertThat(knowsPassword(person)).as("an older password").isEqualTo(isPasswordOfOlder && stays);
        assertThat(person.account().access().proven()).as("the address").isTrue();
        person.resets();
        person.use.webSignUp.activate(
                new Activation(person.email.value(), TestPerson.answer(person.code()), new Password("a third horse")));
        assertThat(TestPerson.signIn(person.use, person.email.value(), "a third horse"))
                .isEqualTo(person.id());
        var user = bed.pool.find(person.email).orElseThrow();
        assertThat(user.ready()).isTrue();
        assertThat(user.subject()).isEqualTo(person.account().subject());
    }

    private boolean knowsPassword(TestPerson person) {
        return bed.pool.isPassword(person.email, TestPerson.PASSWORD)
                || bed.pool.isPassword(person.email, OTHER.value());
    }

    private boolean isValid(AccessToken token) {
        return ann.use.authenticateDevice.authenticate(token.reveal()).isPresent();
    }
}
