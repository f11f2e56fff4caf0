package net.osmand.account.core.files;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.function.Function;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.account.Device;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.files.EmptySelected.Deletion;
import net.osmand.account.core.files.EmptySelected.Emptied;
import net.osmand.account.core.testing.PortWrapper;
import net.osmand.account.core.testing.TestClock;
import net.osmand.account.core.testing.TestGzip;
import net.osmand.account.core.testing.VirtualTime;
import net.osmand.account.core.uploads.CancelUpload;
import net.osmand.account.core.uploads.CheckUpload;
import net.osmand.account.core.uploads.CompleteUpload;
import net.osmand.account.core.uploads.DirectUploadStore;
import net.osmand.account.core.uploads.InMemoryDirectUploadStore;
import net.osmand.account.core.uploads.InMemoryUploads;
import net.osmand.account.core.uploads.StartUpload;
import net.osmand.account.core.uploads.UploadProgress;
import net.osmand.account.core.uploads.Uploads;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.FileState;
import net.osmand.account.core.values.FileVersion;

/**
 * An account with devices and the portal, and the use cases of files, trash and uploads on in-memory ports, wired as in
 * the functions. Each request reads usage and file first, like the authentication.
 */
public final class FilesTestBed {
    public static final AccountId ACCOUNT = new AccountId(7);
    public static final Duration WINDOW = Duration.ofDays(30);

    /** A request makes one call after another, so that crashes and interleavings are reproducible. */
    public static final ParallelCalls SERIAL = new ParallelCalls(1);

    /** Types of all four categories and both plan classes. */
    public static final List<String> TYPES =
            List.of("FAVOURITES", "GPX", "PROFILE", "FILE", "MAP_SOURCES", "OSM_NOTES");

    /** The accounts whose identity was part of a full check. */
    public final List<AccountId> identitiesChecked = new ArrayList<>();

    public final TestClock clock;
    public final InMemoryFileIndex files;
    public final InMemoryFileContents contents;
    public final InMemoryEmptyTrashJobs jobs;
    public final InMemoryDirectUploadStore sent;
    public final Queue<String> queue;
    public final StoreFile storeFile;
    public final DeleteFile deleteFile;
    public final RemoveFile removeFile;
    public final RemoveVersion removeVersion;
    public final RestoreFile restoreFile;
    public final EmptyTrash emptyTrash;
    public final EmptySelected emptySelected;
    public final PurgeTrash purgeTrash;
    public final TrimVersions trimVersions;
    public final CheckAccount checkAccount;
    public final ListFiles listFiles;
    public final FindVersion findVersion;
    public final LiveFiles liveFiles;
    public final ChangesSince changesSince;
    public final StartUpload startUpload;
    public final UploadProgress uploadProgress;
    public final CompleteUpload completeUpload;
    public final CheckUpload checkUpload;
    public final CancelUpload cancelUpload;
    /** The account. */
    public final AccountId account;

    private final FileIndex index;
    private final FileContents objects;
    private final Function<Duration, CheckUpload> checking;
    private final Plan plan;
    private final PlanLimits limits;

    /** Creates an empty account with Pro. */
    public FilesTestBed() {
        this(PortWrapper.none(), 100);
    }

    /** Creates an empty account with that plan. */
    public FilesTestBed(Plan plan) {
        this(PortWrapper.none(), 100, plan, PlanLimits.STANDARD);
    }

    /** Creates an empty account with wrapped ports and a page size for change lists. */
    public FilesTestBed(PortWrapper wrapper, int page) {
        this(wrapper, page, Plan.PRO, PlanLimits.STANDARD);
    }

    public FilesTestBed(PortWrapper wrapper, int page, Plan plan, PlanLimits limits) {
        this(wrapper, page, plan, limits, new Ports(new TestClock(), ACCOUNT));
        files.open(ACCOUNT, ChangeBuilder.day(clock.millis()));
    }

    /** Creates a new account in a world with an existing clock, table and bucket. */
    public FilesTestBed(
            AccountId account,
            PlanLimits limits,
            TestClock clock,
            InMemoryFileIndex files,
            InMemoryFileContents contents) {
        this(PortWrapper.none(), 100, Plan.START, limits, new Ports(account, clock, files, contents));
        files.open(account, ChangeBuilder.day(clock.millis()));
    }

    /** The ports that all requests share. */
    private static final class Ports {
        final AccountId account;
        final TestClock clock;
        final InMemoryFileIndex files;
        final InMemoryFileContents contents;
        final InMemoryEmptyTrashJobs jobs = new InMemoryEmptyTrashJobs();
        final InMemoryDirectUploadStore sent;
        final Queue<String> queue = new ArrayDeque<>();
        final Random random = new Random(1);

        Ports(TestClock clock, AccountId account) {
            this(account, clock, new InMemoryFileIndex(), new InMemoryFileContents(clock));
        }

        Ports(AccountId account, TestClock clock, InMemoryFileIndex files, InMemoryFileContents contents) {
            this.account = account;
            this.clock = clock;
            this.files = files;
            this.contents = contents;
            sent = new InMemoryDirectUploadStore(contents);
        }
    }

    private final Ports ports;
    private final TrashWindow trashWindow;

    private FilesTestBed(PortWrapper wrapper, int page, Plan plan, PlanLimits limits, Ports ports) {
        this(wrapper, page, plan, limits, ports, ports.clock::advance, SERIAL);
    }

    private FilesTestBed(
            PortWrapper wrapper,
            int page,
            Plan plan,
            PlanLimits limits,
            Ports ports,
            Pause pause,
            ParallelCalls parallel) {
        this.ports = ports;
        this.plan = plan;
        this.limits = limits;
        account = ports.account;
        clock = ports.clock;
        files = ports.files;
        contents = ports.contents;
        jobs = ports.jobs;
        sent = ports.sent;
        queue = ports.queue;
        index = wrapper.over(FileIndex.class, files);
        objects = wrapper.over(FileContents.class, contents);
        var accountJobs = wrapper.over(AccountJobs.class, (kind, _) -> add(kind.name()));
        var commit = new Commit(index, clock, pause, ports.random);
        var window = new TrashWindow(clock, WINDOW);
        var quota = new StorageQuota(limits);
        var catalogue = new MapCatalogue();
        var requestTrim = new RequestTrim(quota, accountJobs);
        var addVersion = new AddVersion(index, objects, window, accountJobs);
        storeFile = new StoreFile(index, objects, commit, addVersion, catalogue, quota, accountJobs);
        deleteFile = new DeleteFile(index, objects, commit, window);
        removeFile = new RemoveFile(index, objects, commit, accountJobs);
        removeVersion = new RemoveVersion(index, objects, commit, removeFile, quota, window, clock);
        restoreFile = new RestoreFile(index, objects, commit, quota, window);
        var removeTrashed = new RemoveTrashed(index, commit, removeFile, pause, clock);
        emptyTrash = new EmptyTrash(
                index,
                commit,
                removeTrashed,
                window,
                wrapper.over(EmptyTrash.Jobs.class, jobs),
                wrapper.over(EmptyTrash.StepQueue.class, (_, job) -> add(job)),
                clock);
        emptySelected = new EmptySelected(index, removeTrashed, emptyTrash, clock);
        purgeTrash = new PurgeTrash(index, commit, removeFile, removeTrashed, clock);
        trimVersions = new TrimVersions(index, commit, removeFile, quota);
        listFiles = new ListFiles(index, window, clock);
        trashWindow = window;
        findVersion = new FindVersion(index);
        liveFiles = new ChangeLiveFiles(index, objects, parallel, commit, addVersion, quota, window, accountJobs);
        changesSince = new ChangesSince(index, clock, page);
        var uploads = wrapper.over(Uploads.class, new InMemoryUploads(files));
        var store = wrapper.over(DirectUploadStore.class, sent);
        cancelUpload = new CancelUpload(uploads, store, index, commit, clock);
        startUpload = new StartUpload(
                store, commit, storeFile, quota, requestTrim, catalogue, cancelUpload, clock, new SecureRandom());
        uploadProgress = new UploadProgress(uploads, store, clock);
        completeUpload = new CompleteUpload(uploads, store, (_, id) -> add("UPLOAD " + id), clock);
        checking = longest -> new CheckUpload(
                uploads,
                store,
                index,
                objects,
                commit,
                addVersion,
                _ -> Optional.of(plan),
                requestTrim,
                longest,
                clock);
        checkUpload = checking.apply(Duration.ofMinutes(13));
        var full = new FullCheck(
                index,
                objects,
                account -> uploads.all(account).stream().filter(Upload::isOpen).toList(),
                new CorrectFile(index, commit),
                purgeTrash,
                new CopyCoveredObject(index, objects, commit),
                window,
                clock);
        checkAccount = new CheckAccount(
                index,
                purgeTrash,
                emptyTrash,
                cancelUpload::sweep,
                new LightCheck(index, objects, clock),
                full,
                window,
                clock,
                identitiesChecked::add);
    }

    private void add(String message) {
        synchronized (queue) {
            queue.add(message);
        }
    }

    /** The same account, whose requests run with wrapped ports. */
    public FilesTestBed with(PortWrapper wrapper) {
        return new FilesTestBed(wrapper, 100, plan, limits, ports);
    }

    /** The same account with another plan, whose requests run with wrapped ports. */
    public FilesTestBed with(PortWrapper wrapper, Plan other) {
        return new FilesTestBed(wrapper, 100, other, limits, ports);
    }

    /** The same account, whose requests run with wrapped ports and in virtual time. */
    public FilesTestBed with(PortWrapper wrapper, VirtualTime time) {
        return new FilesTestBed(wrapper, 100, plan, limits, ports, pause -> time.sleep(pause.toMillis()), SERIAL);
    }

    /** The same account, whose requests run with wrapped ports and make that many calls at the same time. */
    public FilesTestBed with(PortWrapper wrapper, ParallelCalls parallel) {
        return new FilesTestBed(wrapper, 100, plan, limits, ports, clock::advance, parallel);
    }

    /** Returns a gzip of about that many bytes. */
    public static byte[] random(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return TestGzip.of(bytes);
    }

    /** The same account with another plan. */
    public FilesTestBed with(Plan other) {
        return with(PortWrapper.none(), other);
    }

    /** Returns the use case that lists accounts from a stored list. */
    public ListAccount listAccount(InMemoryListSnapshots snapshots, ListAccount.Thresholds thresholds) {
        return new ListAccount(index, snapshots, snapshots, limits, trashWindow, clock, thresholds);
    }

    /** Authenticates a device of the account, without reading a file. Device 0 is the portal. */
    public Caller caller(int device) {
        return new Caller(owner(), device(device), index.usage(account).orElse(Usage.NONE));
    }

    /** Authenticates a device and reads a file, with one read. */
    public Caller caller(int device, FileRead read) {
        var snapshot = index.read(account, read);
        return new Caller(owner(), device(device), snapshot.usage().orElse(Usage.NONE), Optional.of(snapshot.file()));
    }

    private Account owner() {
        return new Account(account, new EmailAddress("ann@example.org"), "subject", 0, plan, Optional.empty(), false);
    }

    private static Device device(int number) {
        return number == 0
                ? Device.web(new DeviceId(1), "en", 0)
                : new Device(new DeviceId(1 + number), "native", "hash", "brand", "model", "en", 0, 0);
    }

    public FileVersion upload(int device, FileKey key, byte[] gzip) {
        return storeFile.store(caller(device, FileRead.head(key)), key, gzip, 5);
    }

    public FileVersion upload(int device, FileKey key, String text) {
        return upload(device, key, TestGzip.of(text));
    }

    public void delete(int device, FileKey key) {
        deleteFile.delete(caller(device, FileRead.head(key)), key, 3);
    }

    public void removeVersion(int device, FileKey key, long time) {
        removeVersion.remove(caller(device, FileRead.at(key, time)), key, time);
    }

    public void removeAll(FileKey key, long newest, boolean fromTrash) {
        removeFile.remove(caller(0, FileRead.head(key)), key, newest, fromTrash);
    }

    public FileVersion restore(FileKey key, long deletedAt) {
        return restoreFile.restore(caller(0, FileRead.at(key, deletedAt)), key, deletedAt);
    }

    public Emptied empty(FileKey key, long deletedAt) {
        return emptySelected
                .empty(caller(1, FileRead.head(key)), List.of(new Deletion(key, deletedAt)), "job")
                .getFirst();
    }

    /** Uploads a text from the phone, one second later. */
    public FileVersion store(FileKey key, String text) {
        clock.advance(Duration.ofSeconds(1));
        return upload(1, key, text);
    }

    /** Deletes a file from the phone, one second later. Returns the time of the deletion. */
    public long delete(FileKey key) {
        clock.advance(Duration.ofSeconds(1));
        delete(1, key);
        return head(key).newest();
    }

    /** Returns the use case that checks uploads, reading for at most this time per step. */
    public CheckUpload checkingFor(Duration longest) {
        return checking.apply(longest);
    }

    /** The wrapped index. */
    FileIndex index() {
        return index;
    }

    /** The wrapped contents. */
    FileContents objects() {
        return objects;
    }

    public Usage usage() {
        return files.usage(account).orElseThrow();
    }

    public FileState state(FileKey key) {
        return files.read(account, FileRead.head(key)).file();
    }

    public FileHead head(FileKey key) {
        return state(key).head().orElse(FileHead.NONE);
    }

    /** Returns the visible rows of a file, newest first. */
    public List<FileVersion> history(FileKey key) {
        return files.rows(account).reversed().stream()
                .filter(row ->
                        row.key().equals(key) && row.updateTime() > head(key).goneUntil())
                .toList();
    }

    /** Returns the text of the current version; empty if the file is deleted or missing. */
    public Optional<String> current(FileKey key) {
        return Optional.of(head(key))
                .filter(FileHead::isLive)
                .flatMap(FileHead::content)
                .flatMap(FileVersion::content)
                .map(content -> TestGzip.read(contents.read(content)));
    }

    /** Lists the files in the trash, latest deletion first. */
    public List<TrashEntry> trash() {
        var hidden = listFiles.hidden(caller(0));
        return listFiles.trash(account, Long.MAX_VALUE, 1000).stream()
                .filter(entry -> !hidden.isEmptied(entry.deletedAt()))
                .toList();
    }

    /** Runs the queued steps of jobs. */
    public void runJobs() {
        for (var next = queue.poll(); next != null; next = queue.poll()) {
            var message = next;
            switch (message) {
                case "PURGE" -> purgeTrash.hiddenRows(account);
                case "TRIM" -> trimVersions.trim(account, plan);
                case "CHECK" -> checkAccount.check(account);
                default -> {
                    if (message.startsWith("UPLOAD ")) {
                        checkUpload.check(account, message.substring("UPLOAD ".length()));
                    } else {
                        emptyTrash.step(account, message);
                    }
                }
            }
        }
    }

    /** Advances a day, runs the due jobs and then a complete full check. */
    public CheckReport checkAll() {
        clock.advance(Duration.ofHours(25));
        runJobs();
        var report = checkAccount.checkAll(account);
        runJobs();
        files.expire(clock.millis());
        return report;
    }
}
