package net.osmand.account.core.codes;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.ProblemException;

/** Keeps the users of the pool in step with our own rows, which alone decide who has an account (invariant I12). */
public final class PoolUsers {
    private final Accounts accounts;
    private final CodeProvider issuer;
    private final SecureRandom random;

    public PoolUsers(Accounts accounts, CodeProvider issuer, SecureRandom random) {
        this.accounts = accounts;
        this.issuer = issuer;
        this.random = random;
    }

    /**
     * Makes sure that codes can be mailed to the account: the pool has a ready user of its address, and the account knows its
     * subject. A user can be missing (lost pool, an operator's deletion, a change of address that was cut off), unconfirmed
     * or another one.
     *
     * @return the account, unless it is being deleted or has another address
     * @throws ProblemException 429
     */
    public Optional<Account> repair(AccountId id, EmailAddress email) {
        var account = accounts.account(id)
                .filter(found -> email.equals(found.email()))
                .filter(found -> !found.closing());
        account.ifPresent(this::check);
        return account;
    }

    /** Gives the account's user a password that nobody knows. */
    public void endPassword(EmailAddress email) {
        issuer.setPassword(email, randomPassword());
    }

    /**
     * The same for an account that was just read.
     *
     * @return whether the user had to be repaired
     */
    public boolean check(Account account) {
        var email = account.email();
        if (isRight(issuer.find(email), account)) {
            return false;
        }
        accounts.emailChanges().stream()
                .filter(change -> change.account().equals(account.id()))
                .forEach(this::move);
        var subject = ready(email);
        if (!subject.equals(account.subject())) {
            // Nobody may know a password that this user had before the account owned it.
            endPassword(email);
            accounts.setSubject(account, subject);
        }
        return true;
    }

    /** Makes the user of a proven address ready, and returns the subject. Safe to repeat. */
    public String ready(EmailAddress email) {
        var user = issuer.find(email);
        if (user.filter(found -> !found.ready()).isPresent()) {
            issuer.confirm(email);
        }
        return user.map(CodeProvider.User::subject).orElseGet(() -> issuer.create(email));
    }

    private static boolean isRight(Optional<CodeProvider.User> user, Account account) {
        return user.filter(found -> found.ready() && found.subject().equals(account.subject()))
                .isPresent();
    }

    /** Lets the pool follow a change of address. Safe to repeat. */
    public void move(Accounts.EmailChange change) {
        if (issuer.changeEmail(change.subject(), change.newEmail())) {
            return;
        }
        vacate(change.newEmail());
        if (issuer.changeEmail(change.subject(), change.newEmail())) {
            return;
        }
        // The address is the account's own already, so no sign-up can turn this user into another account's.
        issuer.find(change.newEmail()).ifPresent(user -> issuer.delete(user.subject()));
        issuer.changeEmail(change.subject(), change.newEmail());
    }

    /**
     * Takes users off an address that their accounts left: by a change that the pool has not followed, or by a deletion that
     * is not finished.
     *
     * @return whether there was such a user
     */
    public boolean vacate(EmailAddress email) {
        var left = accounts.emailChanges().stream()
                .filter(change -> change.oldEmail().equals(email))
                .toList();
        left.forEach(change -> issuer.changeEmail(change.subject(), change.newEmail()));
        var closing = accounts.closing().stream()
                .filter(account -> account.email().equals(email))
                .toList();
        closing.forEach(account -> issuer.delete(account.subject()));
        return !left.isEmpty() || !closing.isEmpty();
    }

    private String randomPassword() {
        var secret = new byte[32];
        random.nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }
}
