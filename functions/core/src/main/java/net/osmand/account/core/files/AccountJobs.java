package net.osmand.account.core.files;

import net.osmand.account.core.values.AccountId;

/** The queue of work on one account. Each message comes at least once: one SendMessage. */
@FunctionalInterface
public interface AccountJobs {
    /** What is to be done. */
    enum Kind {
        /** The check that is due. */
        CHECK,
        /** Removes the rows that purges hide. */
        PURGE,
        /** Removes the oldest old versions above the cap. */
        TRIM,
        /** The next step of the folder job. */
        FOLDER
    }

    void send(Kind kind, AccountId account);
}
