package net.osmand.account.core.exports;

import java.time.Clock;
import java.time.Duration;
import java.util.function.BiFunction;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.exports.Export.State;
import net.osmand.account.core.mail.Mail;
import net.osmand.account.core.mail.Outbox;
import net.osmand.account.core.values.EmailAddress;

/**
 * Sends a mail with the link to a complete archive, or a mail that the export failed. Serves clients that cannot follow
 * a job, such as the public web client. The link leads to the API, which requires a session and returns a new presigned
 * URL.
 */
public final class MailArchive implements ExportDoneListener {
    private static final String PATH = "/v1/exports/archive";

    private final Exports exports;
    private final ArchiveNotices notices;
    private final ExportQueue queue;
    private final Accounts accounts;
    private final Outbox outbox;
    private final Clock clock;

    public MailArchive(
            Exports exports, ArchiveNotices notices, ExportQueue queue, Accounts accounts, Outbox outbox, Clock clock) {
        this.exports = exports;
        this.notices = notices;
        this.queue = queue;
        this.accounts = accounts;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Requests a mail for when the export is done or has failed. If it has already ended, queues another step, which
     * sends the mail.
     */
    public void ask(Export export, ArchiveNotice notice) {
        notices.keep(export.account(), export.id(), notice, clock.millis());
        exports.find(export.account())
                .filter(newest -> newest.id().equals(export.id())
                        && (newest.state() == State.DONE || newest.state() == State.FAILED))
                .ifPresent(ended -> queue.send(ExportStepMessage.of(ended), Duration.ZERO));
    }

    @Override
    public void done(Export export) {
        send(
                export,
                (email, notice) -> Mail.archiveReady(
                        export.id(), email, notice.language(), notice.origin() + PATH, clock.millis()));
    }

    @Override
    public void failed(Export export) {
        send(export, (email, notice) -> Mail.archiveFailed(export.id(), email, notice.language(), clock.millis()));
    }

    private void send(Export export, BiFunction<EmailAddress, ArchiveNotice, Mail> mail) {
        notices.find(export.account(), export.id())
                .ifPresent(notice -> accounts.account(export.account())
                        .ifPresent(account -> outbox.send(mail.apply(account.email(), notice))));
    }
}
