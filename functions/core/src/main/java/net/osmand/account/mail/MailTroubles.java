package net.osmand.account.mail;

import java.util.Optional;
import net.osmand.account.identity.EmailAddress;

/** Addresses that mails did not reach or were not welcome at. */
public interface MailTroubles {
    /** What the mail service reported. */
    enum Trouble {
        /** The address does not exist or refuses us for good. */
        BOUNCED,
        /** Its owner called a mail of ours spam. */
        COMPLAINED
    }

    /** Marks the address, at epoch milliseconds; a later report replaces an earlier one. */
    void mark(EmailAddress address, Trouble trouble, long since);

    /** The last that was reported in half a year. */
    Optional<Trouble> find(EmailAddress address);
}
