package net.osmand.account.core.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.values.EmailAddress;

/** Mails in memory, oldest first. Of two mails with one id only the first is kept. */
public final class InMemoryOutbox implements Outbox {
    private final List<Mail> mails = new ArrayList<>();

    @Override
    public synchronized void send(Mail mail) {
        if (mails.stream().noneMatch(sent -> sent.id().equals(mail.id()))) {
            mails.add(mail);
        }
    }

    /** Returns the mails to that address, oldest first. */
    public synchronized List<Mail> to(EmailAddress address) {
        return mails.stream().filter(mail -> mail.to().equals(address)).toList();
    }

    /** The kinds of the mails to that address, oldest first. */
    public synchronized List<MailKind> kinds(EmailAddress address) {
        return to(address).stream().map(Mail::kind).toList();
    }

    /** Returns the code of the newest mail to that address with a code. */
    public synchronized String newestCode(EmailAddress address) {
        return to(address).reversed().stream()
                .map(Mail::arguments)
                .flatMap((Map<String, String> arguments) -> Optional.ofNullable(arguments.get(Mail.CODE)).stream())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no code was mailed"));
    }

    /** Removes all mails. */
    public synchronized void clear() {
        mails.clear();
    }
}
