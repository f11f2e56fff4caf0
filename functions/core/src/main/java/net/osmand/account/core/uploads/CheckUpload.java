package net.osmand.account.core.uploads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.files.AddVersion;
import net.osmand.account.core.files.Commit;
import net.osmand.account.core.files.FileContents;
import net.osmand.account.core.files.FileIndex;
import net.osmand.account.core.files.GzipContent;
import net.osmand.account.core.files.RequestTrim;
import net.osmand.account.core.files.Seen;
import net.osmand.account.core.files.Upload;
import net.osmand.account.core.files.Upload.Reason;
import net.osmand.account.core.files.UploadChange;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.StoredContent;

/**
 * Reads an upload once, without keeping its content, and turns it into a version of its file or removes it. After a
 * crash the same message is delivered again. Version, upload record and usage change in one transaction, so the upload
 * becomes at most one version.
 */
public final class CheckUpload {
    private final Uploads uploads;
    private final DirectUploadStore transfers;
    private final FileIndex index;
    private final FileContents contents;
    private final Commit commit;
    private final AddVersion addVersion;
    private final Plans plans;
    private final RequestTrim requestTrim;
    private final Duration longest;
    private final Clock clock;

    /** Creates the use case. {@code longest} limits the time for reading one upload. */
    public CheckUpload(
            Uploads uploads,
            DirectUploadStore transfers,
            FileIndex index,
            FileContents contents,
            Commit commit,
            AddVersion addVersion,
            Plans plans,
            RequestTrim requestTrim,
            Duration longest,
            Clock clock) {
        this.uploads = uploads;
        this.transfers = transfers;
        this.index = index;
        this.contents = contents;
        this.commit = commit;
        this.addVersion = addVersion;
        this.plans = plans;
        this.requestTrim = requestTrim;
        this.longest = longest;
        this.clock = clock;
    }

    /** Reads an account's plan; empty once the account is erased. */
    @FunctionalInterface
    public interface Plans {
        Optional<Plan> plan(AccountId account);
    }

    /** Checks an upload. Idempotent. */
    public void check(AccountId account, String id) {
        uploads.find(account, id).ifPresent(this::check);
    }

    private void check(Upload upload) {
        switch (upload.state()) {
            case OPEN, CHECKING -> located(upload).ifPresent(content -> read(upload, content));
            case DONE -> settle(upload);
            case FAILED -> discard(upload);
            case CANCELLED -> {
                // The request that cancelled the upload removes its data.
            }
        }
    }

    /**
     * Finds the object of an upload. The record has no object version if the completing request crashed after queueing
     * the check.
     */
    private Optional<StoredContent> located(Upload upload) {
        return upload.content()
                .or(() -> upload.objectKey()
                        .flatMap(objectKey -> transfers
                                .find(objectKey)
                                .map(arrived -> new StoredContent(objectKey, arrived.version()))));
    }

    private void read(Upload upload, StoredContent content) {
        var reading = transfers.open(content);
        if (reading.isEmpty()) {
            if (uploads.find(upload.account(), upload.id())
                    .filter(upload::equals)
                    .isPresent()) {
                throw new IllegalStateException("the bytes of an upload are gone");
            }
            return;
        }
        var verdict = verdict(upload, reading.get());
        switch (verdict) {
            case Verdict.Good good -> publish(upload, content, good.content());
            case Verdict.Bad bad -> fail(upload, bad.reason());
        }
    }

    private sealed interface Verdict {
        record Good(GzipContent content) implements Verdict {}

        record Bad(Reason reason) implements Verdict {}
    }

    private Verdict verdict(Upload upload, DirectUploadStore.Reading reading) {
        var sha256 = sha256();
        try (var bytes = new DigestInputStream(new DeadlineInputStream(reading, clock, longest), sha256)) {
            if (reading.size() != upload.size()) {
                return new Verdict.Bad(Reason.OTHER_BYTES);
            }
            var content = GzipContent.read(bytes);
            var found = Base64.getEncoder().encodeToString(sha256.digest());
            return upload.sha256().filter(announced -> !announced.equals(found)).isPresent()
                    ? new Verdict.Bad(Reason.OTHER_BYTES)
                    : new Verdict.Good(content);
        } catch (ProblemException _) {
            return new Verdict.Bad(Reason.NOT_GZIP);
        } catch (DeadlineInputStream.DeadlineExceededException _) {
            return new Verdict.Bad(Reason.ENDLESS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void publish(Upload upload, StoredContent content, GzipContent gzip) {
        var account = upload.account();
        var snapshot = index.read(account, FileRead.head(upload.key()));
        if (snapshot.usage().isEmpty()) {
            return;
        }
        var draft = new FileVersion(
                        upload.key(),
                        upload.device(),
                        Long.MAX_VALUE,
                        upload.clientTime(),
                        gzip.size(),
                        upload.size(),
                        gzip.crc32(),
                        gzip.deflateOffset(),
                        Optional.of(content))
                .withStatusAndAuthor(FileVersion.Status.ADDED, upload.author());
        var seen = Seen.of(snapshot.usage().get(), snapshot.file()).with(upload);
        commit.run(account, seen, (now, time) -> UploadChange.publish(addVersion, draft, now, time, clock.millis()))
                .ifPresent(added -> {
                    addVersion.afterCommit(account, added);
                    plans.plan(account).ifPresent(plan -> requestTrim.afterCommit(account, plan, List.of(added)));
                });
    }

    /**
     * Repeats the work after the commit, which may have been missed: removes a late delete marker from the previous
     * content.
     */
    private void settle(Upload upload) {
        var account = upload.account();
        var head = index.read(account, FileRead.head(upload.key())).file().head();
        if (head.filter(FileHead::isLive).isPresent()) {
            index.contentBefore(account, upload.key(), upload.updateTime())
                    .flatMap(FileVersion::content)
                    .ifPresent(contents::removeDeleteMarkers);
        }
    }

    private void fail(Upload upload, Reason reason) {
        var failed = upload.failed(reason, clock.millis());
        var usage = index.usage(upload.account());
        if (usage.isEmpty()
                || commit.run(
                        upload.account(),
                        Seen.of(usage.get()).with(upload),
                        (now, time) -> UploadChange.end(failed, now, time))) {
            discard(upload);
        }
    }

    private void discard(Upload upload) {
        upload.objectKey().ifPresent(objectKey -> transfers.discard(objectKey, upload.multipart()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
