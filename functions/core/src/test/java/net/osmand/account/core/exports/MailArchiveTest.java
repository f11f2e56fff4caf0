package net.osmand.account.core.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.exports.Export.State;
import net.osmand.account.core.mail.InMemoryOutbox;
import net.osmand.account.core.mail.Mail;
import net.osmand.account.core.mail.MailKind;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.EmailAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailArchiveTest {
    private static final EmailAddress ANN = new EmailAddress("ann@example.org");
    private static final ArchiveNotice DUTCH = new ArchiveNotice("nl", "https://map.example.org");

    @TempDir
    Path folder;

    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private ExportTestBed office;
    private MailArchive mailArchive;
    private Export export;

    @BeforeEach
    void begin() {
        office = new ExportTestBed(new TestUser().has("GPX", "a.gpx", "<gpx/>"), folder);
        var ann = office.person.caller().account();
        var accounts = (Accounts) Proxy.newProxyInstance(
                Accounts.class.getClassLoader(),
                new Class<?>[] {Accounts.class},
                (_, method, _) -> method.getName().equals("account") ? Optional.of(ann) : null);
        mailArchive = new MailArchive(
                office.exports, new Notices(), (turn, _) -> office.queue.add(turn), accounts, outbox, office.clock);
        export = office.begin(ExportTestBed.everything(ArchiveFormat.OSF));
    }

    @Test
    void mailsTheLinkWhenTheArchiveIsComplete() {
        mailArchive.ask(export, DUTCH);
        assertThat(outbox.to(ANN)).isEmpty();
        work();
        var mail = outbox.to(ANN).getFirst();
        assertThat(mail.kind()).isEqualTo(MailKind.ARCHIVE_READY);
        assertThat(mail.language()).isEqualTo("nl");
        assertThat(mail.arguments()).containsEntry(Mail.LINK, "https://map.example.org/v1/exports/archive");
    }

    @Test
    void mailsNothingThatNobodyAskedFor() {
        work();
        assertThat(outbox.to(ANN)).isEmpty();
    }

    @Test
    void mailsAnArchiveThatWasCompleteBeforeTheWishWasKept() {
        work();
        mailArchive.ask(export, DUTCH);
        assertThat(office.queue).hasSize(1);
        work();
        assertThat(outbox.kinds(ANN)).containsExactly(MailKind.ARCHIVE_READY);
    }

    @Test
    void mailsOnceHoweverOftenTheUserAsks() {
        mailArchive.ask(export, DUTCH);
        mailArchive.ask(export, DUTCH);
        work();
        mailArchive.ask(export, DUTCH);
        work();
        assertThat(outbox.kinds(ANN)).containsExactly(MailKind.ARCHIVE_READY);
    }

    /** The queue redelivers a message if its function crashed. */
    @Test
    void mailsAfterACrashBetweenTheArchiveAndTheMail() {
        mailArchive.ask(export, DUTCH);
        var turn = office.queue.remove();
        office.step(Duration.ofHours(1)).run(turn);
        assertThat(office.exports.find(TestUser.ID).orElseThrow().state()).isEqualTo(State.DONE);
        assertThat(outbox.to(ANN)).as("the mail was lost").isEmpty();
        office.done.clear();
        office.queue.add(turn);
        work();
        assertThat(outbox.kinds(ANN)).containsExactly(MailKind.ARCHIVE_READY);
    }

    @Test
    void mailsNothingForAnExportThatWasReplaced() {
        mailArchive.ask(export, DUTCH);
        office.exports.erase(TestUser.ID);
        office.exports.claim(
                Export.started(TestUser.ID, "e2", export.selection(), export.asOf(), office.clock.millis()), 0);
        office.queue.clear();
        office.queue.add(ExportStepMessage.of(office.exports.find(TestUser.ID).orElseThrow()));
        work();
        assertThat(outbox.to(ANN)).isEmpty();
    }

    /** The user was promised a link and must be notified that there will be none. */
    @Test
    void mailsThatTheArchiveCouldNotBeMade() {
        mailArchive.ask(export, DUTCH);
        fail();
        var mail = outbox.to(ANN).getFirst();
        assertThat(mail.kind()).isEqualTo(MailKind.ARCHIVE_FAILED);
        assertThat(mail.language()).isEqualTo("nl");
        assertThat(office.done).isEmpty();
    }

    /** The queue redelivers the message if its function crashed between the failure and the mail. */
    @Test
    void mailsAFailureOnceAfterACrash() {
        mailArchive.ask(export, DUTCH);
        var turn = fail();
        outbox.clear();
        office.failed.clear();
        office.queue.add(turn);
        work();
        assertThat(outbox.kinds(ANN)).containsExactly(MailKind.ARCHIVE_FAILED);
    }

    private ExportStepMessage fail() {
        var step = office.step(Duration.ofHours(1));
        var turn = office.queue.remove();
        while (step.retry(turn)) {
            turn = office.queue.remove();
        }
        office.failed.forEach(mailArchive::failed);
        return turn;
    }

    /** Runs steps until the queue is empty, and notifies the listener of the outcome like the job. */
    private void work() {
        office.work(Duration.ofHours(1));
        office.done.forEach(mailArchive::done);
        office.failed.forEach(mailArchive::failed);
    }

    private static final class Notices implements ArchiveNotices {
        private final Map<String, ArchiveNotice> kept = new HashMap<>();

        @Override
        public void keep(AccountId account, String export, ArchiveNotice notice, long now) {
            kept.put(account.value() + export, notice);
        }

        @Override
        public Optional<ArchiveNotice> find(AccountId account, String export) {
            return Optional.ofNullable(kept.get(account.value() + export));
        }
    }
}
