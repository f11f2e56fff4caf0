package net.osmand.account.core.codes;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/**
 * The user pool in memory, with the states, limits and lockout of the Cognito adapter. A user can be unconfirmed,
 * confirmed without a verified address, ready, or missing. A new user with the same address gets another subject. Codes
 * are delivered before the call returns.
 */
public final class InMemoryCodeProvider implements CodeProvider {
    private static final int MAILS_PER_HOUR = 5;
    private static final int FREE_FAILURES = 5;
    private static final Duration LONGEST_LOCK = Duration.ofMinutes(15);
    private static final int SHORTEST_PASSWORD = 8;

    private final Clock clock;
    private final Delivery delivery;
    private final Map<String, PoolUser> users = new LinkedHashMap<>();
    private int lastSubject;
    private int lastCode;

    /** Receives a code, like the pool's mail trigger. */
    @FunctionalInterface
    public interface Delivery {
        void deliver(EmailAddress email, CodePurpose.Kind kind, String code);
    }

    private static final class PoolUser {
        EmailAddress email;
        boolean confirmed;
        boolean verified;
        String password = "";
        int failures;
        long lastFailure;
        long lockedUntil;
        final long createdAt;
        final Map<String, List<Long>> mails = new HashMap<>();

        PoolUser(EmailAddress email, long createdAt) {
            this.email = email;
            this.createdAt = createdAt;
        }

        boolean mayMail(String kind, long now) {
            var times = mails.computeIfAbsent(kind, _ -> new ArrayList<>());
            times.removeIf(time -> time <= now - Duration.ofHours(1).toMillis());
            return times.size() < MAILS_PER_HOUR && times.add(now);
        }
    }

    public InMemoryCodeProvider(Clock clock, Delivery delivery) {
        this.clock = clock;
        this.delivery = delivery;
    }

    /** Returns the number of users in all states. */
    public synchronized int count() {
        return users.size();
    }

    /** Removes the user of the address, as an operator may. */
    public synchronized void lose(EmailAddress email) {
        users.values().removeIf(user -> user.email.equals(email));
    }

    /** Adds a confirmed user whose address is not verified, as an operator may. */
    public synchronized String addUnverified(EmailAddress email) {
        var subject = add(email);
        known(email).confirmed = true;
        return subject;
    }

    /** Adds an unconfirmed user without a mail. */
    public synchronized String addUnconfirmed(EmailAddress email) {
        return add(email);
    }

    private String add(EmailAddress email) {
        var subject = "subject-" + ++lastSubject;
        users.put(subject, new PoolUser(email, clock.millis()));
        return subject;
    }

    private Optional<Map.Entry<String, PoolUser>> entry(EmailAddress email) {
        return users.entrySet().stream()
                .filter(entry -> entry.getValue().email.equals(email))
                .findFirst();
    }

    private PoolUser known(EmailAddress email) {
        return entry(email).map(Map.Entry::getValue).orElseThrow(() -> new IllegalStateException("no such user"));
    }

    @Override
    public synchronized SignUp signUp(EmailAddress email) {
        var found = entry(email).map(Map.Entry::getValue);
        if (found.isEmpty()) {
            add(email);
            deliver(email, CodePurpose.Kind.SIGN_UP);
            return SignUp.MAILED;
        }
        if (found.get().confirmed) {
            return SignUp.CONFIRMED;
        }
        if (!found.get().mayMail("resend", clock.millis())) {
            return SignUp.EXHAUSTED;
        }
        deliver(email, CodePurpose.Kind.SIGN_UP);
        return SignUp.MAILED;
    }

    @Override
    public synchronized Optional<User> find(EmailAddress email) {
        return entry(email)
                .map(entry -> new User(entry.getKey(), entry.getValue().confirmed && entry.getValue().verified));
    }

    @Override
    public synchronized String create(EmailAddress email) {
        var there = entry(email);
        if (there.isPresent()) {
            return there.get().getKey();
        }
        var subject = add(email);
        confirm(email);
        return subject;
    }

    @Override
    public synchronized void confirm(EmailAddress email) {
        var user = known(email);
        user.confirmed = true;
        user.verified = true;
    }

    @Override
    public synchronized void challenge(EmailAddress email) {
        var user = entry(email).map(Map.Entry::getValue);
        if (user.filter(found -> !found.confirmed).isPresent()) {
            throw new ProblemException(Problem.CODE_REJECTED);
        }
        // The pool does not reveal to a caller that a user does not exist.
        if (user.isPresent()) {
            deliver(email, CodePurpose.Kind.CHALLENGE);
        }
    }

    @Override
    public synchronized void forgotPassword(EmailAddress email) {
        var user = entry(email).map(Map.Entry::getValue).filter(found -> found.verified);
        if (user.isEmpty()) {
            return;
        }
        if (user.get().password.isEmpty()) {
            challenge(email);
        } else if (user.get().mayMail("reset", clock.millis())) {
            deliver(email, CodePurpose.Kind.RESET);
        } else {
            // Like the adapter, if the pool mails no more codes of this kind.
            challenge(email);
        }
    }

    private void deliver(EmailAddress email, CodePurpose.Kind kind) {
        var code = ("%0" + kind.digits() + "d").formatted(123_400 + ++lastCode);
        delivery.deliver(email, kind, code);
    }

    @Override
    public synchronized boolean setPassword(EmailAddress email, String password) {
        if (entry(email).isEmpty()) {
            return false;
        }
        var user = known(email);
        if (password.length() < SHORTEST_PASSWORD) {
            throw new ProblemException(Problem.PASSWORD_TOO_SIMPLE);
        }
        user.password = password;
        user.confirmed = true;
        user.failures = 0;
        user.lockedUntil = 0;
        return true;
    }

    @Override
    public synchronized boolean isPassword(EmailAddress email, String password) {
        var found = entry(email).map(Map.Entry::getValue);
        if (found.isEmpty()) {
            return false;
        }
        var user = found.get();
        var now = clock.millis();
        if (now < user.lockedUntil) {
            throw ProblemException.tooMany(LONGEST_LOCK.toSeconds());
        }
        if (now - user.lastFailure >= LONGEST_LOCK.toMillis()) {
            user.failures = 0;
        }
        if (user.password.isEmpty() || !user.password.equals(password)) {
            user.lastFailure = now;
            var doublings = ++user.failures - FREE_FAILURES;
            if (doublings >= 0) {
                user.lockedUntil = now + Math.min(LONGEST_LOCK.toMillis(), 1000L << Math.min(doublings, 10));
            }
            return false;
        }
        user.failures = 0;
        return user.confirmed;
    }

    @Override
    public synchronized boolean changeEmail(String subject, EmailAddress email) {
        var user = users.get(subject);
        if (user == null) {
            return true;
        }
        if (entry(email).filter(other -> !other.getKey().equals(subject)).isPresent()) {
            return false;
        }
        user.email = email;
        user.verified = true;
        return true;
    }

    @Override
    public synchronized void deleteUnconfirmed(long signedUpBefore) {
        users.values().removeIf(user -> !user.confirmed && user.createdAt < signedUpBefore);
    }

    @Override
    public synchronized void delete(String subject) {
        users.remove(subject);
    }
}
