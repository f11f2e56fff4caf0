package net.osmand.account.core.codes;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.ProblemException;

/** Synchronizes the users of the pool with our rows. Only the rows decide who has an account (invariant I12). */
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
     * Makes sure that codes can be mailed to the account: the pool has a ready user with its address, and the account
     * stores its subject. The user can be missing (lost pool, deletion by an operator, interrupted change of address),
     * unconfirmed, or have another subject.
     *
     * @return the account; empty if it is being deleted or has another address
     * @throws ProblemException 429 if a rate limit of the pool is reached
     */
    public Optional<Account> repair(AccountId id, EmailAddress email) {
        var account = accounts.account(id)
                .filter(found -> email.equals(found.email()))
                .filter(found -> !found.closing());
        account.ifPresent(this::check);
        return account;
    }

    /** Sets the password of the user to a random one that is not stored. */
    public void resetToRandomPassword(EmailAddress email) {
        issuer.setPassword(email, randomPassword());
    }

    /**
     * Repairs the user like {@link #repair}, for an account that was just read.
     *
     * @return whether the user had to be repaired
     */
    public boolean check(Account account) {
        var email = account.email();
        if (matches(issuer.find(email), account)) {
            return false;
        }
        accounts.emailChanges().stream()
                .filter(change -> change.account().equals(account.id()))
                .forEach(this::applyEmailChange);
        var subject = ensureReady(email);
        if (!subject.equals(account.subject())) {
            // A password that the user had before it belonged to the account must not work.
            resetToRandomPassword(email);
            accounts.setSubject(account, subject);
        }
        return true;
    }

    /** Makes the user of a proven address ready and returns its subject. Idempotent. */
    public String ensureReady(EmailAddress email) {
        var user = issuer.find(email);
        if (user.filter(found -> !found.ready()).isPresent()) {
            issuer.confirm(email);
        }
        return user.map(CodeProvider.User::subject).orElseGet(() -> issuer.create(email));
    }

    private static boolean matches(Optional<CodeProvider.User> user, Account account) {
        return user.filter(found -> found.ready() && found.subject().equals(account.subject()))
                .isPresent();
    }

    /** Applies a change of address to the pool. Idempotent. */
    public void applyEmailChange(Accounts.EmailChange change) {
        if (issuer.changeEmail(change.subject(), change.newEmail())) {
            return;
        }
        freeAddress(change.newEmail());
        if (issuer.changeEmail(change.subject(), change.newEmail())) {
            return;
        }
        // The address already points to the account, so no sign-up can give this user to another account.
        issuer.find(change.newEmail()).ifPresent(user -> issuer.delete(user.subject()));
        issuer.changeEmail(change.subject(), change.newEmail());
    }

    /**
     * Frees an address in the pool from users whose accounts no longer own it. Such users exist if the pool has not
     * applied a change of address yet, or if the deletion of an account is not finished.
     *
     * @return whether there was such a user
     */
    public boolean freeAddress(EmailAddress email) {
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
