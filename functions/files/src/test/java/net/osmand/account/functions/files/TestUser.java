package net.osmand.account.functions.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.account.Device;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.files.ChangesSince;
import net.osmand.account.core.files.DailyMaintenance;
import net.osmand.account.core.files.EmptySelected;
import net.osmand.account.core.files.EmptyTrash;
import net.osmand.account.core.files.MapCatalogue;
import net.osmand.account.core.files.RestoreFile;
import net.osmand.account.core.files.StoreFile;
import net.osmand.account.core.files.Trash;
import net.osmand.account.core.files.UsageReconciler;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.EmailAddress;

/** One person's account with three devices and the web, and the use cases as the functions wire them. */
final class TestUser {
    static final AccountId ACCOUNT = new AccountId(7);
    static final Duration WINDOW = Duration.ofDays(30);
    static final Account OWNER =
            new Account(ACCOUNT, new EmailAddress("ann@example.org"), "subject", 0, Plan.PRO, Optional.empty(), false);

    final Ticking clock = new Ticking();
    final InMemoryFileVersions files;
    final InMemoryFileContents contents;
    final Queue<String> turns = new ArrayDeque<>();
    final Trash trash;
    final StoreFile storeFile;
    final RestoreFile restoreFile;
    final EmptyTrash emptyTrash;
    final EmptySelected emptyListed;
    final DailyMaintenance sweep;
    final UsageReconciler recount;
    final ChangesSince changesSince;

    /** With what happens before each call to AWS, and how much the answer to a cursor may have. */
    TestUser(Runnable pass, int page) {
        files = new InMemoryFileVersions(pass);
        contents = new InMemoryFileContents(pass);
        trash = new Trash(files, contents, clock, WINDOW);
        storeFile = new StoreFile(files, contents, new MapCatalogue(), clock);
        restoreFile = new RestoreFile(files, contents, storeFile, trash, clock);
        emptyTrash = new EmptyTrash(files, trash, new Jobs(), (_, job) -> turns.add(job), clock);
        emptyListed = new EmptySelected(files, trash, emptyTrash, clock);
        sweep = new DailyMaintenance(files, contents, trash, (_, _) -> Set.of(), clock);
        recount = new UsageReconciler(files, clock);
        changesSince = new ChangesSince(files, clock, page);
    }

    /** As the door lets a caller in; 0 is the web. */
    Caller caller(int device) {
        var author = device == 0
                ? Device.web(new DeviceId(1), "en", 0)
                : new Device(new DeviceId(1 + device), "native", "hash", "brand", "model", "en", 0, 0);
        return new Caller(OWNER, author, files.usage(ACCOUNT));
    }

    static byte[] gzip(String text) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Steps of emptying that wait. */
    void work() {
        while (!turns.isEmpty()) {
            emptyTrash.step(ACCOUNT, turns.remove());
        }
    }

    /** A clock that is moved by hand. */
    static final class Ticking extends Clock {
        long now = 1_700_000_000_000L;

        void advance(Duration duration) {
            now += duration.toMillis();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now);
        }

        @Override
        public long millis() {
            return now;
        }
    }

    private static final class Jobs implements EmptyTrash.Jobs {
        private final Map<String, EmptyTrash.Job> kept = new HashMap<>();

        @Override
        public void keep(EmptyTrash.Job job, long now) {
            kept.put(job.id(), job);
        }

        @Override
        public boolean keepProgress(EmptyTrash.Job job, long now) {
            var before = kept.get(job.id());
            var goesOn = before == null || !before.finished();
            if (goesOn) {
                kept.put(job.id(), job);
            }
            return goesOn;
        }

        @Override
        public Optional<EmptyTrash.Job> find(AccountId account, String id) {
            return Optional.ofNullable(kept.get(id));
        }
    }

    /** Files of all four categories and both plan classes, companions among them. */
    static final List<String> TYPES = List.of("FAVOURITES", "GPX", "PROFILE", "FILE", "MAP_SOURCES", "OSM_NOTES");
}
