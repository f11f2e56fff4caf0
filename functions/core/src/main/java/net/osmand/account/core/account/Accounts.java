package net.osmand.account.core.account;

import java.util.List;
import java.util.Optional;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.EmailAddress;

/** Where accounts, devices and the pointers from e-mail addresses live. */
public interface Accounts {
    /** Device, account and usage in one consistent read; empty where either is missing. */
    Optional<Caller> caller(AccountId account, DeviceId device);

    /** The account that an address points to. */
    Optional<AccountId> find(EmailAddress email);

    Optional<Account> account(AccountId id);

    /**
     * Claims the address and a fresh number in one transaction.
     *
     * @param subject Cognito's name of the user
     * @param now epoch milliseconds
     * @return the account that holds the address now: the new one, or the one that won the race
     */
    AccountId create(EmailAddress email, String subject, long now);

    /** Notes another subject of the account's user in the pool, unless address or subject changed meanwhile. */
    void setSubject(Account account, String subject);

    List<Device> devices(AccountId account);

    /** Claims the device's number with a conditional put; false where it is taken. */
    boolean add(AccountId account, Device device);

    void remove(AccountId account, DeviceId device);

    /** A change of address that Cognito may not have followed yet. */
    record EmailChange(
            AccountId account, String subject, EmailAddress oldEmail, EmailAddress newEmail, String language) {}

    /**
     * Points the new address to the account and frees the old one, with a note of the work that is left, in one transaction.
     *
     * @return false where somebody else has the address, or the account changed meanwhile
     */
    boolean changeEmail(EmailChange change);

    /** Changes whose work is not finished. */
    List<EmailChange> emailChanges();

    /** Removes the note of a change. */
    void settle(EmailChange change);

    /** Notes that the device was used, epoch milliseconds; nothing where it is gone. */
    void used(AccountId account, DeviceId device, long now);

    /** Marks the account as closing, takes its address off and notes the work, in one transaction. Safe to repeat. */
    void close(Account account);

    /** Closing accounts whose removal is not finished. */
    List<Account> closing();

    /** Removes devices, pending codes and at last the account; its number alone stays in the note of its closing. */
    void erase(Account account);

    /** Erased accounts that were closed before that time, epoch milliseconds, and are not forgotten yet. */
    List<AccountId> closedBefore(long time);

    /** Removes what came after {@link #erase}, and the note. */
    void forget(AccountId erased);
}
