package net.osmand.account.core.mail;

import java.util.Optional;
import net.osmand.account.core.values.EmailAddress;

/** Stores addresses at which mails bounced or caused a complaint. */
public interface MailSuppressions {
    /** The reports of the mail service. */
    enum Report {
        /** The address does not exist or rejects our mails permanently. */
        BOUNCED,
        /** Its owner marked one of our mails as spam. */
        COMPLAINED
    }

    /** Records a report at that time, epoch milliseconds. A later report replaces an earlier one. */
    void record(EmailAddress address, Report report, long since);

    /** Returns the last report of the last half year. */
    Optional<Report> find(EmailAddress address);
}
