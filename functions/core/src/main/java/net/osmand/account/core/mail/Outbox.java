package net.osmand.account.core.mail;

/** Accepts mails to be sent soon. A mail that is passed several times with the same id is sent once. */
public interface Outbox {
    /**
     * Queues the mail. If a notice cannot be queued, the failure is only logged, because the event has already happened
     * and its request must not fail. If a code cannot be queued, an exception is thrown, so that the issuer of the code
     * retries.
     */
    void send(Mail mail);
}
