package net.osmand.account.core.mail;

/** Which mails were sent, for a day: a queue may deliver one twice. */
public interface SentMails {
    /** What became of a mail before. */
    enum Claim {
        /** Nobody sent it, and nobody else will before the claim is over. */
        OURS,
        /** Somebody else is sending it right now. */
        OTHERS,
        /** It was sent. */
        SENT
    }

    /** Claims the mail of that id for as long as sending may take, at epoch milliseconds. */
    Claim claim(String id, long now);

    /** Gives a claim back at epoch milliseconds, because the mail was refused and is to be sent again. */
    void release(String id, long now);

    /** Notes that it was sent. */
    void sent(String id, long now);
}
