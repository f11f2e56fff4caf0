package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.Supplier;
import net.osmand.account.tests.acceptance.CrashPoints.Mutation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Crashes each mutation of the web account at each AWS call. The user can always sign in again, and no change is half
 * done.
 */
@Tag("thorough")
class WebInterruptionTest {
    private static final String OLD = "old password";
    private static final String NEW = "new password";

    private final TestStack stack = TestStack.shared();
    private final Invariants invariants = new Invariants(stack);
    private final CrashPoints crashPoints = new CrashPoints(stack);

    @Test
    void signUp() {
        crashPoints.run("register", () -> {
            var person = new Person();
            return person.signsUp(() -> person.browser.register(person.email, true));
        });
        crashPoints.run("validate-token of a sign-up", () -> {
            var person = new Person();
            person.browser.register(person.email, true);
            var code = stack.newestCode(person.email);
            return person.signsUp(() -> person.browser.validate(person.email, code));
        });
        crashPoints.run("activate of a sign-up", () -> {
            var person = new Person();
            person.browser.register(person.email, true);
            var code = stack.newestCode(person.email);
            return person.signsUp(() -> person.browser.activate(person.email, code, NEW));
        });
        crashPoints.check();
    }

    @Test
    void sessions() {
        crashPoints.run("login", () -> {
            var person = Person.signedUp(stack);
            return person.stays(() -> person.browser.login(person.email, OLD), () -> {
                assertThat(person.browser.signedInAs()).isEqualTo(person.email);
            });
        });
        crashPoints.run("logout", () -> {
            var person = Person.signedUp(stack);
            var thief = person.browser.copy();
            return person.stays(
                    () -> person.browser.post("/mapapi/auth/logout", Map.of(), "{}"),
                    () -> assertThat(thief.signedInAs()).isEmpty());
        });
        crashPoints.run("devices/revoke", () -> {
            var person = Person.signedUp(stack);
            var app = new TestApp(stack, person.email, "phone");
            app.register("true");
            app.signIn();
            return person.stays(
                    () -> person.browser.post("/mapapi/devices/revoke", Map.of("id", app.deviceId()), "{}"),
                    () -> assertThat(TestStack.errorCode(app.listing(Map.of()))).isEqualTo(105));
        });
        crashPoints.check();
    }

    @Test
    void reset() {
        crashPoints.run("activate of a reset", () -> {
            var person = Person.signedUp(stack);
            var thief = person.browser.copy();
            person.browser.register(person.email, false);
            var code = stack.newestCode(person.email);
            Supplier<HttpResponse<byte[]>> request = () -> new TestBrowser(stack).activate(person.email, code, NEW);
            return new Mutation(
                    request,
                    () -> assertThat(request.get().statusCode()).isLessThan(500),
                    () -> {
                        assertThat(person.knows(NEW)).isTrue();
                        assertThat(thief.signedInAs())
                                .as("sessions from before the reset")
                                .isEmpty();
                    },
                    () -> assertThat(person.knows(OLD))
                            .as("one of the two passwords, not both and not neither")
                            .isNotEqualTo(person.knows(NEW)));
        });
        crashPoints.check();
    }

    @Test
    void changeOfAddress() {
        crashPoints.run("send-code", () -> {
            var person = Person.signedUp(stack);
            return person.stays(() -> person.browser.sendCode("change"), () -> {});
        });
        crashPoints.run("send-code-to-new-email", () -> {
            var person = Person.signedUp(stack);
            person.browser.sendCode("change");
            var newEmail = TestStack.freshEmail();
            var code = stack.newestCode(person.email);
            return person.stays(() -> person.asksForCodeOf(newEmail, code), () -> {});
        });
        crashPoints.run("change-email by the code of the old address", () -> {
            var person = Person.signedUp(stack);
            person.browser.sendCode("change");
            return changes(person, TestStack.freshEmail(), stack.newestCode(person.email));
        });
        crashPoints.run("change-email by the code of the new address", () -> {
            var person = Person.signedUp(stack);
            var newEmail = TestStack.freshEmail();
            person.asksForCodeOf(newEmail);
            return changes(person, newEmail, stack.newestCode(newEmail));
        });
        crashPoints.check();
    }

    private Mutation changes(Person person, String newEmail, String code) {
        Supplier<HttpResponse<byte[]>> request = () -> person.browser.changeEmail(newEmail, code);
        Runnable oneAddressWorks = () -> {
            var changed = login(newEmail);
            assertThat(login(person.email))
                    .as("one of the two addresses, not both and not neither")
                    .isEqualTo(changed.equals("ok") ? "error_email" : "ok");
        };
        return new Mutation(
                request,
                () -> assertThat(request.get().statusCode()).isLessThan(500),
                oneAddressWorks,
                oneAddressWorks);
    }

    @Test
    void deletion() {
        crashPoints.run("delete-account", () -> {
            var person = Person.signedUp(stack);
            var account = person.account();
            person.browser.sendCode("delete");
            var code = stack.newestCode(person.email);
            return new Mutation(
                    () -> person.delete(code),
                    person::deletesAgain,
                    () -> invariants.assertDeleted(account, person.email),
                    () -> {
                        if (!login(person.email).equals("ok")) {
                            invariants.assertDeleted(account, person.email);
                        }
                    });
        });
        // This sweep finishes the deletions. The next one cleans up each deleted account again and then forgets it.
        stack.sweep();
        crashPoints.check();
    }

    /** Returns {@code ok} or the error message of the portal. */
    private String login(String email) {
        var answer = new TestBrowser(stack).login(email, OLD);
        return answer.statusCode() == 200 ? "ok" : TestBrowser.text(answer);
    }

    /** A user of the portal with an own address. */
    private static final class Person {
        private final TestStack stack;
        private final String email;
        private final TestBrowser browser;

        Person() {
            this(TestStack.shared(), TestStack.freshEmail());
        }

        private Person(TestStack stack, String email) {
            this.stack = stack;
            this.email = email;
            browser = new TestBrowser(stack);
        }

        static Person signedUp(TestStack stack) {
            var person = new Person(stack, TestStack.freshEmail());
            person.browser.register(person.email, true);
            assertThat(person.browser
                            .activate(person.email, stack.newestCode(person.email), OLD)
                            .statusCode())
                    .isEqualTo(200);
            return person;
        }

        int account() {
            return TestStack.json(browser.get("/mapapi/list-files", Map.of()))
                    .path("userid")
                    .asInt();
        }

        boolean knows(String password) {
            return new TestBrowser(stack).login(email, password).statusCode() == 200;
        }

        /** Takes the first of the two steps, as the public client does. */
        void asksForCodeOf(String newEmail) {
            browser.sendCode("change");
            assertThat(asksForCodeOf(newEmail, stack.newestCode(email)).statusCode())
                    .isEqualTo(200);
        }

        HttpResponse<byte[]> asksForCodeOf(String newEmail, String code) {
            var query = Map.of("action", "change", "lang", "en", "email", newEmail, "code", code);
            return browser.post("/mapapi/auth/send-code-to-new-email", query, "{}");
        }

        HttpResponse<byte[]> delete(String code) {
            return browser.post("/mapapi/auth/delete-account", Map.of("token", code), "{}");
        }

        /** Asks for another code and deletes, unless the first attempt already ended the session. */
        void deletesAgain() {
            if (browser.sendCode("delete").statusCode() == 200) {
                assertThat(delete(stack.newestCode(email)).statusCode()).isLessThan(500);
            }
        }

        /**
         * Builds a step of signing up. Regardless of its result, the user can then sign up or reset the password, and
         * sign in.
         */
        Mutation signsUp(Supplier<HttpResponse<byte[]>> request) {
            return new Mutation(
                    request, () -> assertThat(request.get().statusCode()).isEqualTo(200), () -> {}, this::getsIn);
        }

        private void getsIn() {
            if (browser.register(email, true).statusCode() != 200) {
                assertThat(browser.register(email, false).statusCode()).isEqualTo(200);
            }
            var code = stack.newestCode(email);
            assertThat(browser.activate(email, code, OLD).statusCode()).isEqualTo(200);
            assertThat(browser.login(email, OLD).statusCode()).isEqualTo(200);
            assertThat(browser.signedInAs()).isEqualTo(email);
        }

        /** Builds a request that leaves the account unchanged. */
        Mutation stays(Supplier<HttpResponse<byte[]>> request, Runnable outcome) {
            return new Mutation(
                    request,
                    () -> assertThat(request.get().statusCode()).isLessThan(500),
                    outcome,
                    () -> assertThat(knows(OLD)).isTrue());
        }
    }
}
