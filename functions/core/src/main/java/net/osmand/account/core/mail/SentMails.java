package net.osmand.account.core.mail;

/** Stores for a day which mails were sent, because a queue may deliver a message twice. */
public interface SentMails {
    /** The result of claiming a mail. */
    enum Claim {
        /** The mail was not sent, and the caller holds the claim until it expires. */
        CLAIMED,
        /** Another invocation is sending the mail now. */
        IN_PROGRESS,
        /** The mail was already sent. */
        SENT
    }

    /** Claims the mail with that id at epoch milliseconds, for the longest time that sending may take. */
    Claim claim(String id, long now);

    /** Releases a claim at epoch milliseconds, because the mail was rejected and will be sent again. */
    void release(String id, long now);

    /** Records that the mail was sent. */
    void markSent(String id, long now);
}
