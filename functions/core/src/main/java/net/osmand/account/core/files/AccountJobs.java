package net.osmand.account.core.files;

import net.osmand.account.core.values.AccountId;

/** The queue of background jobs of one account, with at-least-once delivery. Sending a job is one SendMessage call. */
@FunctionalInterface
public interface AccountJobs {
    /** The kind of job. */
    enum Kind {
        /** Checks the account if it is due. */
        CHECK,
        /** Removes the rows that purges hide. */
        PURGE,
        /** Removes the oldest old versions above the cap. */
        TRIM,
        /** Runs the next step of the folder job. */
        FOLDER
    }

    void send(Kind kind, AccountId account);
}
