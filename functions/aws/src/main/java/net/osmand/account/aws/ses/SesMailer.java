package net.osmand.account.aws.ses;

import java.util.Optional;
import net.osmand.account.identity.EmailAddress;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.Content;

/** Sends mails through SES, each as text and as HTML. */
public final class SesMailer {
    private static final String CHARSET = "UTF-8";

    private final SesV2Client client;
    private final String from;
    private final Optional<String> configurationSet;

    /** With the sender's address and the configuration set that reports what became of the mails. */
    public SesMailer(SesV2Client client, String from, Optional<String> configurationSet) {
        this.client = client;
        this.from = from;
        this.configurationSet = configurationSet;
    }

    public void send(EmailAddress to, String subject, String text, String html) {
        client.sendEmail(r -> {
            r.fromEmailAddress(from)
                    .destination(d -> d.toAddresses(to.value()))
                    .content(c -> c.simple(m -> m.subject(content(subject))
                            .body(b -> b.text(content(text)).html(content(html)))));
            configurationSet.ifPresent(r::configurationSetName);
        });
    }

    private static Content content(String data) {
        return Content.builder().charset(CHARSET).data(data).build();
    }
}
