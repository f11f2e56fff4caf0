package net.osmand.account.core.mail;

import java.util.Optional;
import net.osmand.account.core.values.EmailAddress;

/** Addresses that mails did not reach or were not welcome at. */
public interface MailSuppressions {
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
