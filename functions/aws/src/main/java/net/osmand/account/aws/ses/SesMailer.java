package net.osmand.account.aws.ses;

import java.util.Optional;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.UnavailableException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.Content;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;

/** Sends mails through SES, each as text and HTML. */
public final class SesMailer {
    private static final String CHARSET = "UTF-8";

    private final SesV2Client client;
    private final String from;
    private final Optional<String> configurationSet;

    /**
     * @param from the sender's address
     * @param configurationSet configuration set that reports bounces and complaints
     */
    public SesMailer(SesV2Client client, String from, Optional<String> configurationSet) {
        this.client = client;
        this.from = from;
        this.configurationSet = configurationSet;
    }

    /**
     * Sends a mail.
     *
     * @throws MailRejectedException if SES responds that it did not accept the mail
     */
    public void send(EmailAddress to, String subject, String text, String html) {
        try {
            client.sendEmail(r -> {
                r.fromEmailAddress(from)
                        .destination(d -> d.toAddresses(to.value()))
                        .content(c -> c.simple(m -> m.subject(content(subject))
                                .body(b -> b.text(content(text)).html(content(html)))));
                configurationSet.ifPresent(r::configurationSetName);
            });
        } catch (SesV2Exception refused) {
            throw new MailRejectedException(refused);
        } catch (UnavailableException unavailable) {
            // SES throttled the call or failed. Without a response it is unknown whether the mail was sent.
            if (unavailable.getCause() instanceof SesV2Exception refused) {
                throw new MailRejectedException(refused);
            }
            throw unavailable;
        }
    }

    private static Content content(String data) {
        return Content.builder().charset(CHARSET).data(data).build();
    }
}
