package net.osmand.account.core.account;

import java.util.List;
import java.util.Optional;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.ShortText;

/** Where accounts, devices and the pointers from e-mail addresses live. */
public interface Accounts {
    /**
     * Device, account, usage and the file in one BatchGetItem; empty where device, account or usage is missing.
     *
     * @param file the head that the request needs, and with a time the content row and the marker of that time; empty for none
     */
    Optional<Caller> caller(AccountId account, DeviceId device, Optional<FileRead> file);

    /** The account that an address points to. */
    Optional<AccountId> find(EmailAddress email);

    Optional<Account> account(AccountId id);

    /**
     * Claims the address and a fresh number, and makes the usage ({@link Usage#ofNewAccount}), in one transaction.
     *
     * @param subject Cognito's name of the user
     * @param now epoch milliseconds
     * @return the account that holds the address now: the new one, or the one that won the race
     */
    AccountId create(EmailAddress email, String subject, long now);

    /**
     * Points the account's address to it again, unless it points to an account or the account changed meanwhile.
     *
     * @return whether it does now
     */
    boolean restorePointer(Account account);

    /** Notes another subject of the account's user in the pool, unless address or subject changed meanwhile. */
    void setSubject(Account account, String subject);

    List<Device> devices(AccountId account);

    /** What became of a device that was to be added. */
    enum Added {
        DONE,
        /** Another device has the number. */
        NUMBER_TAKEN,
        /** The account has another address by now, or is being deleted. */
        ACCOUNT_CHANGED
    }

    /** Claims the device's number, provided that the account still has this address, in one transaction. */
    Added add(Account account, Device device);

    void remove(AccountId account, DeviceId device);

    /**
     * Notes that a code mailed to the account's unproven address was typed, in one transaction. Nothing ends if that happened
     * in a session or on a device of the account. From outside, every older device and session ends.
     *
     * @param fromOutside whether neither a session nor a device of the account brought the code
     * @param now epoch milliseconds
     * @return whether this call made the proof: false if the address was proven before, or is not the account's
     */
    boolean prove(AccountId account, EmailAddress email, boolean fromOutside, long now);

    /**
     * Notes that the account has a password. A repetition with the same code gets the same answer.
     *
     * @param askedAt epoch milliseconds when the code was requested that allowed to set it
     * @return whether it had one before
     */
    boolean passwordSet(AccountId account, long askedAt);

    boolean hasPassword(AccountId account);

    /** Ends every device of the account, also those that are being added by an older proof. The portal stays. */
    void endDevices(AccountId account);

    /** Ends every device and every session of the account in one write, also those that an older proof is starting. */
    void endAccess(AccountId account);

    /** Which code paid for a change of address. */
    enum ChangedBy {
        /** The one mailed to the old address: nobody proved the new one yet. */
        OLD_ADDRESS,
        /** The one mailed to the new address. */
        NEW_ADDRESS,
        /** The undo code that the old address got after a change. */
        UNDO
    }

    /**
     * A change of address that Cognito may not have followed yet.
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
            language = ShortText.cut(language);
        }
    }

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

    /**
     * Marks the account as closing, takes its address off and notes the work, in one transaction. Safe to repeat.
     *
     * @return false if the account has another address by now, or is gone
     */
    boolean close(Account account);

    /** Closing accounts whose removal is not finished. */
    List<Account> closing();

    /** Removes devices, pending codes and at last the account; its number alone stays in the note of its closing. */
    void erase(Account account);

    /** Erased accounts that were closed before that time, epoch milliseconds, and are not forgotten yet. */
    List<AccountId> closedBefore(long time);

    /** Removes what came after {@link #erase}, and the note. */
    void forget(AccountId erased);
}
