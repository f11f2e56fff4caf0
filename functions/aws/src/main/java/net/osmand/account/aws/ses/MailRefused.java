package net.osmand.account.aws.ses;

/** SES answered that it did not take a mail. */
public final class MailRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MailRefused(Throwable answer) {
        super("SES refused the mail", answer);
    }
}
