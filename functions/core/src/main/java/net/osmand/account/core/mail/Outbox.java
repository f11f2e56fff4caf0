package net.osmand.account.core.mail;

/** Takes mails to be sent soon, each at least once asked for and once sent, however often it is handed over. */
public interface Outbox {
    /**
     * Hands the mail over. News that can not be handed over is given up with a line in the log: what it tells of has happened,
     * and the request that brought it about must not fail for it. A code that can not be handed over throws, so that
     * whoever issued it tries again.
     */
    void send(Mail mail);
}
