package net.osmand.account.aws.ses;

/** SES did not accept a mail. */
public final class MailRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MailRejectedException(Throwable answer) {
        super("SES refused the mail", answer);
    }
}
