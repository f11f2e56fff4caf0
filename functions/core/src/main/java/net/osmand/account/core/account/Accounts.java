package net.osmand.account.core.account;

import java.util.List;
import java.util.Optional;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.ShortText;

/** Stores accounts, their devices, and the pointers from e-mail addresses to accounts. */
public interface Accounts {
    /**
     * Reads device, account, usage and the file in one BatchGetItem. Empty if device, account or usage is missing.
     *
     * @param file the head to read and, if it has a time, the content row and the deletion marker of that time
     */
    Optional<Caller> caller(AccountId account, DeviceId device, Optional<FileRead> file);

    /** The account that an address points to. */
    Optional<AccountId> find(EmailAddress email);

    Optional<Account> account(AccountId id);

    /**
     * Creates an account in one transaction: claims the address and an unused account number, and adds the usage item
     * ({@link Usage#ofNewAccount}).
     *
     * @param subject Cognito's user id (sub)
     * @param now epoch milliseconds
     * @return the account that owns the address: the new one, or the one that a parallel call created first
     */
    AccountId create(EmailAddress email, String subject, long now);

    /**
     * Restores the pointer from the address to the account, unless the address points to an account or the account has
     * changed since it was read.
     *
     * @return whether the address points to this account afterwards
     */
    boolean restorePointer(Account account);

    /**
     * Stores a new subject of the account's user, unless the address or the subject has changed since the account was
     * read.
     */
    void setSubject(Account account, String subject);

    List<Device> devices(AccountId account);

    /** The result of adding a device. */
    enum AddResult {
        DONE,
        /** Another device has the number. */
        NUMBER_TAKEN,
        /** The account now has another address, or is being deleted. */
        ACCOUNT_CHANGED
    }

    /** Adds a device and claims its number in one transaction, on condition that the account still has this address. */
    AddResult add(Account account, Device device);

    void remove(AccountId account, DeviceId device);

    /**
     * Marks the account's address as proven, in one transaction. If the code was entered in a session or on a device of
     * the account, nothing ends. If it was entered elsewhere, every older device and session ends.
     *
     * @param fromOutside whether the code came neither from a session nor from a device of the account
     * @param now epoch milliseconds
     * @return whether this call proved the address; false if it was already proven or is not the account's address
     */
    boolean prove(AccountId account, EmailAddress email, boolean fromOutside, long now);

    /**
     * Records that the account has a password. A retry with the same code returns the same result.
     *
     * @param codeRequestedAt epoch milliseconds of the request for the code that authorized the password
     * @return whether the account already had a password
     */
    boolean recordPasswordSet(AccountId account, long codeRequestedAt);

    boolean hasPassword(AccountId account);

    /** Ends every device of the account, including those that an older proof is adding. Portal sessions stay. */
    void endDevices(AccountId account);

    /** Ends every device and session of the account in one write, including those that an older proof is starting. */
    void endAccess(AccountId account);

    /** The code that authorized a change of address. */
    enum ChangedBy {
        /** The code mailed to the old address. The new address is not proven yet. */
        OLD_ADDRESS,
        /** The code mailed to the new address. */
        NEW_ADDRESS,
        /** The undo code, mailed to the old address after a change. */
        UNDO
    }

    /**
     * A change of address that may not have reached Cognito yet.
     *
     * @param changedAt epoch milliseconds
     */
    record EmailChange(
            AccountId account,
            String subject,
            EmailAddress oldEmail,
            EmailAddress newEmail,
            String language,
            ChangedBy by,
            long changedAt) {
        public EmailChange {
            language = ShortText.truncate(language);
        }
    }

    /**
     * Points the new address to the account, frees the old one and records the remaining work, in one transaction.
     *
     * @return false if another account has the address, or this account has changed since it was read
     */
    boolean changeEmail(EmailChange change);

    /** Returns the changes with unfinished work. */
    List<EmailChange> emailChanges();

    /** Removes the record of a finished change. */
    void removeEmailChange(EmailChange change);

    /** Records a use of the device, in epoch milliseconds. Does nothing if the device no longer exists. */
    void recordUse(AccountId account, DeviceId device, long now);

    /**
     * Marks the account as closing, frees its address and records the deletion work, in one transaction. Idempotent.
     *
     * @return false if the account now has another address, or no longer exists
     */
    boolean close(Account account);

    /** Returns the closing accounts whose removal is not finished. */
    List<Account> closing();

    /**
     * Removes devices, pending codes and finally the account. The record of its closing keeps only the account number.
     */
    void erase(Account account);

    /**
     * Returns the erased accounts that were closed before that time (epoch milliseconds) and not passed to
     * {@link #forget} yet.
     */
    List<AccountId> closedBefore(long time);

    /** Removes rows that were written after {@link #erase}, and the record of the closing. */
    void forget(AccountId erased);
}
