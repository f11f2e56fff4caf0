package net.osmand.account.core.files;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.account.Device;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.testing.PortWrapper;
import net.osmand.account.core.testing.TestClock;
import net.osmand.account.core.testing.TestGzip;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.FileKey;

/**
 * An account with three devices and the web, and the use cases of files and trash on in-memory ports, built as the functions
 * build them.
 */
public final class FilesTestBed {
    public static final AccountId ACCOUNT = new AccountId(7);
    public static final Duration WINDOW = Duration.ofDays(30);
    public static final Account OWNER =
            new Account(ACCOUNT, new EmailAddress("ann@example.org"), "subject", 0, Plan.PRO, Optional.empty(), false);

    /** Types of all four categories and both plan classes. */
    public static final List<String> TYPES =
            List.of("FAVOURITES", "GPX", "PROFILE", "FILE", "MAP_SOURCES", "OSM_NOTES");

    public final TestClock clock;
    public final InMemoryFileVersions files;
    public final InMemoryFileContents contents;
    public final InMemoryEmptyTrashJobs jobs;
    public final Queue<String> jobQueue;
    public final Trash trash;
    public final StoreFile storeFile;
    public final RestoreFile restoreFile;
    public final EmptyTrash emptyTrash;
    public final EmptySelected emptySelected;
    public final DailyMaintenance dailyMaintenance;
    public final UsageReconciler usageReconciler;
    public final ChangesSince changesSince;
    private final FileVersions versions;

    /** An empty account. */
    public FilesTestBed() {
        this(PortWrapper.none(), 100);
    }

    /** An empty account with wrapped ports, and with the page size of change lists. */
    public FilesTestBed(PortWrapper wrapper, int page) {
        this(
                wrapper,
                page,
                new TestClock(),
                new InMemoryFileVersions(),
                new InMemoryFileContents(),
                new InMemoryEmptyTrashJobs(),
                new ArrayDeque<>());
    }

    private FilesTestBed(
            PortWrapper wrapper,
            int page,
            TestClock clock,
            InMemoryFileVersions files,
            InMemoryFileContents contents,
            InMemoryEmptyTrashJobs jobs,
            Queue<String> jobQueue) {
        this.clock = clock;
        this.files = files;
        this.contents = contents;
        this.jobs = jobs;
        this.jobQueue = jobQueue;
        versions = wrapper.over(FileVersions.class, files);
        var objects = wrapper.over(FileContents.class, contents);
        trash = new Trash(versions, objects, clock, WINDOW);
        storeFile = new StoreFile(versions, objects, new MapCatalogue(), PlanLimits.STANDARD, clock);
        restoreFile = new RestoreFile(versions, objects, storeFile, trash, clock);
        emptyTrash = new EmptyTrash(
                versions,
                trash,
                wrapper.over(EmptyTrash.Jobs.class, jobs),
                wrapper.over(EmptyTrash.Turns.class, (_, job) -> jobQueue.add(job)),
                clock);
        emptySelected = new EmptySelected(versions, trash, emptyTrash, clock);
        dailyMaintenance = new DailyMaintenance(versions, objects, trash, (_, _) -> Set.of(), clock);
        usageReconciler = new UsageReconciler(versions, clock);
        changesSince = new ChangesSince(versions, clock, page);
    }

    /** The same account, whose requests run with wrapped ports. */
    public FilesTestBed with(PortWrapper wrapper) {
        return new FilesTestBed(wrapper, 100, clock, files, contents, jobs, jobQueue);
    }

    /** An authenticated device of the account; 0 is the web. */
    public Caller caller(int device) {
        return caller(OWNER, device);
    }

    /** A phone of the account as if it had that plan. */
    public Caller caller(Plan plan) {
        return caller(new Account(ACCOUNT, OWNER.email(), "subject", 0, plan, Optional.empty(), false), 1);
    }

    private Caller caller(Account account, int device) {
        var author = device == 0
                ? Device.web(new DeviceId(1), "en", 0)
                : new Device(new DeviceId(1 + device), "native", "hash", "brand", "model", "en", 0, 0);
        return new Caller(account, author, versions.usage(ACCOUNT));
    }

    /** Uploads a text from the phone, a second after whatever happened before. */
    public FileVersion store(FileKey key, String text) {
        clock.advance(Duration.ofSeconds(1));
        return storeFile.store(caller(1), key, TestGzip.of(text), clock.millis() - 5);
    }

    /** Deletes a file from the phone a second later; returns the time of the deletion. */
    public long delete(FileKey key) {
        clock.advance(Duration.ofSeconds(1));
        trash.delete(caller(1), key, clock.millis());
        return history(key).newest().orElseThrow().updateTime();
    }

    public FileHistory history(FileKey key) {
        return files.history(ACCOUNT, key);
    }

    /** The text of the current version; empty if the file is deleted or missing. */
    public Optional<String> current(FileKey key) {
        return history(key)
                .newest()
                .flatMap(FileVersion::content)
                .map(content -> TestGzip.read(contents.read(content)));
    }

    /** Runs the steps of jobs that wait in the queue. */
    public void runJobs() {
        while (!jobQueue.isEmpty()) {
            emptyTrash.step(ACCOUNT, jobQueue.remove());
        }
    }
}
