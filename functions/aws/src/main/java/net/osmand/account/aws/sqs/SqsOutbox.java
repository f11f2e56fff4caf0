package net.osmand.account.aws.sqs;

import net.osmand.account.core.mail.Mail;
import net.osmand.account.core.mail.Outbox;
import net.osmand.account.core.values.UnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** Sends mails as messages of a queue. A function delivers them. */
public final class SqsOutbox implements Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(SqsOutbox.class);

    private final SqsQueue queue;

    public SqsOutbox(SqsQueue queue) {
        this.queue = queue;
    }

    @Override
    public void send(Mail mail) {
        try {
            queue.send(MailMessage.write(mail));
        } catch (SdkException | UnavailableException e) {
            if (mail.kind().isCode()) {
                throw e;
            }
            LOG.error("{} was not handed over", mail, e);
        }
    }
}
