package net.osmand.account.core.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.osmand.account.core.account.Browser;
import net.osmand.account.core.codes.RequestCode;
import net.osmand.account.core.signin.WebSignUp.Activation;
import net.osmand.account.core.testing.Interleaving;
import net.osmand.account.core.testing.Interleaving.Request;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.WebErrorException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs parallel requests for one address, in orders of calls that depend on a seed. No user is locked out. */
class AccountRaceTest {
    private static final String ANN = "ann@example.org";
    private static final String NEW = "new@example.org";
    private static final Password PASSWORD = new Password(TestPerson.PASSWORD);

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void strayRequestsForACodeDuringASignUpByApp(int strays) {
        strayRequestsDuringASignUpByApp(strays, 60);
    }

    @Test
    @Tag("thorough")
    void strayRequestsForACodeDuringASignUpByAppInManyWays() {
        strayRequestsDuringASignUpByApp(4, 2000);
    }

    private static void strayRequestsDuringASignUpByApp(int strays, int ways) {
        for (var seed = 1; seed <= ways; seed++) {
            var interleaving = new Interleaving(new Random(seed), 0);
            var bed = new AccountTestBed();
            var use = bed.useCases(SignUpPolicy.of("open"), interleaving);
            var ann = new TestPerson(bed, ANN);
            ann.requestsCode(false);
            var code = ann.code();
            var requests = new ArrayList<Request>();
            requests.add(request(() -> ann.with(use).registers(code, "phone")));
            for (var stray = 0; stray < strays; stray++) {
                requests.add(request(() -> ann.with(use).requestsCode(true)));
            }
            run(interleaving, requests, seed);
            getsIn(ann);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void strayRequestsForACodeDuringASignUpInABrowser(int strays) {
        for (var seed = 1; seed <= 60; seed++) {
            var interleaving = new Interleaving(new Random(seed), 0);
            var bed = new AccountTestBed();
            var use = bed.useCases(SignUpPolicy.of("open"), interleaving);
            var ann = new TestPerson(bed, ANN);
            ann.signsUp();
            var code = TestPerson.answer(ann.code());
            var sessions = new ArrayList<AccessToken>();
            var requests = new ArrayList<Request>();
            requests.add(request(() -> use.webSignUp
                    .activate(new Activation(ANN, code, PASSWORD))
                    .signedUp()
                    .ifPresent(signedUp -> sessions.add(use.startSession.start(signedUp, "en", Browser.UNKNOWN)))));
            for (var stray = 0; stray < strays; stray++) {
                requests.add(request(() -> ann.with(use).requestsCode(true)));
            }
            run(interleaving, requests, seed);
            for (var session : sessions) {
                assertThat(ann.isSignedIn(session)).as("seed %d", seed).isTrue();
                assertThat(TestPerson.signIn(ann.use, ANN, TestPerson.PASSWORD)).isEqualTo(ann.id());
            }
            getsIn(ann);
        }
    }

    @Test
    void tenRegistrationsWithOneCodeMakeOneDevice() {
        for (var seed = 1; seed <= 30; seed++) {
            var interleaving = new Interleaving(new Random(seed), 0);
            var bed = new AccountTestBed();
            var use = bed.useCases(SignUpPolicy.of("open"), interleaving);
            var ann = new TestPerson(bed, ANN);
            ann.requestsCode(false);
            var code = ann.code();
            var requests = new ArrayList<Request>();
            for (var i = 0; i < 10; i++) {
                requests.add(request(() -> ann.with(use).registers(code, "")));
            }
            run(interleaving, requests, seed);
            assertThat(bed.accounts.devices(ann.id())).as("seed %d", seed).hasSize(1);
            getsIn(ann);
        }
    }

    @Test
    void twoAccountsThatWantOneAddressGetItOnce() {
        for (var seed = 1; seed <= 60; seed++) {
            var interleaving = new Interleaving(new Random(seed), 0);
            var bed = new AccountTestBed();
            var use = bed.useCases(SignUpPolicy.of("open"), interleaving);
            var ann = TestPerson.withPassword(bed, ANN);
            var bob = TestPerson.withPassword(bed, "bob@example.org");
            var requests = List.of(change(ann, use), change(bob, use));
            run(interleaving, requests, seed);
            var winner = bed.accounts.find(new TestPerson(bed, NEW).email);
            assertThat(winner).as("seed %d", seed).isPresent();
            assertThat(ann.findId().isPresent()).isNotEqualTo(bob.findId().isPresent());
            assertThat(TestPerson.signIn(ann.use, NEW, TestPerson.PASSWORD)).isEqualTo(winner.orElseThrow());
            var loser = ann.findId().isPresent() ? ann : bob;
            assertThat(TestPerson.signIn(loser.use, loser.email.value(), TestPerson.PASSWORD))
                    .isEqualTo(loser.id());
        }
    }

    private static Request change(TestPerson person, AccountUseCases use) {
        person.use.requestCode.request(
                CodePurpose.CHANGE,
                new RequestCode.Addressee(person.email, Optional.of(person.id()), "en", TestPerson.IP));
        var account = person.account();
        var code = TestPerson.answer(person.code());
        return request(() -> use.changeEmail.change(account, NEW, code, "en"));
    }

    private static Request request(Runnable work) {
        return new Request(() -> {
            try {
                work.run();
            } catch (ProblemException | WebErrorException refused) {
                // A rejection is a valid response; any other exception would be a status 500.
            }
        });
    }

    private static void run(Interleaving interleaving, List<Request> requests, int seed) {
        interleaving.run(requests);
        for (var request : requests) {
            assertThat(request.failure()).as("seed %d", seed).isEmpty();
        }
    }

    /** Signs in ten minutes later, when the earlier requests no longer count against the limits. */
    private static void getsIn(TestPerson person) {
        person.bed.clock.advance(Duration.ofMinutes(11));
        person.requestsCode(true);
        assertThat(person.registers(person.code(), "another phone").account()).isEqualTo(person.id());
        assertThat(person.bed.accounts.count()).isOne();
        var user = person.bed.pool.find(person.email).orElseThrow();
        assertThat(user.ready()).isTrue();
        assertThat(user.subject()).isEqualTo(person.account().subject());
        assertThat(person.bed.pool.count()).isOne();
    }
}
