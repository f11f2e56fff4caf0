package net.osmand.account.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.files.EmptySelected.Emptied;
import net.osmand.account.core.testing.CrashInjector.Crash;
import net.osmand.account.core.testing.TestGzip;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.ProtocolException;
import net.osmand.account.core.values.UnavailableException;
import net.osmand.account.core.values.WebErrorException;

/**
 * The reference model of an account's files. A file is a list of rows, and the newest row is its state. The model sends
 * requests, predicts rejections, and compares the account with itself. A crashed request has its full effect or none.
 */
public final class FileModel {
    public static final List<FileKey> KEYS = List.of(
            new FileKey("GPX", "a.gpx"),
            new FileKey("FAVOURITES", "favorites.gpx"),
            new FileKey("FILE", "a.gpx"),
            new FileKey("GPX", "a.gpx.info"));

    /** The kinds of requests. */
    public enum Action {
        UPLOAD,
        DELETE,
        RESTORE,
        REMOVE_VERSION,
        EMPTY,
        REMOVE_ALL
    }

    private final FilesTestBed bed;
    private final PlanLimits limits;
    private final Map<FileKey, TreeMap<Long, Optional<String>>> model = new HashMap<>();
    private final Map<FileKey, Lifted> lifted = new HashMap<>();
    private int texts;
    private long mostKept;

    private record Lifted(int device, long at) {}

    /** Creates the model of an empty account. */
    public FileModel(FilesTestBed bed, PlanLimits limits) {
        this.bed = bed;
        this.limits = limits;
    }

    /**
     * Sends one request.
     *
     * @param requests the test bed of the same account, possibly with ports that crash
     * @throws ProtocolException if the request was rejected, as the model predicted
     * @throws Crash if the ports crashed; thrown after the comparison of this file
     */
    public void send(Action action, FilesTestBed requests, Plan plan, Random random, FileKey key) {
        takeOverEnded();
        mostKept = bed.usage().keptBytes();
        var device = random.nextInt(3);
        switch (action) {
            case UPLOAD -> upload(requests, plan, random, device, key);
            case DELETE -> delete(requests, device, key);
            case RESTORE -> restore(requests, plan, key);
            case REMOVE_VERSION -> removeVersion(requests, plan, random, device, key);
            case EMPTY -> empty(requests, random, key);
            case REMOVE_ALL -> removeAll(requests, random, key);
        }
    }

    private NavigableMap<Long, Optional<String>> rows(FileKey key) {
        return model.computeIfAbsent(key, _ -> new TreeMap<>());
    }

    private boolean isTrashed(FileKey key) {
        return !rows(key).isEmpty() && rows(key).lastEntry().getValue().isEmpty();
    }

    /** Sends a request and applies its effect to the model. */
    private void send(FileKey key, Runnable request, Runnable effect) {
        try {
            request.run();
        } catch (Crash | UnavailableException e) {
            mostKept = Math.max(mostKept, bed.usage().keptBytes());
            if (!visible(key).equals(rows(key))) {
                effect.run();
                assertThat(visible(key)).as("all of the request or nothing").isEqualTo(rows(key));
            }
            throw e;
        }
        mostKept = Math.max(mostKept, bed.usage().keptBytes());
        effect.run();
    }

    private void upload(FilesTestBed requests, Plan plan, Random random, int device, FileKey key) {
        var text = "text " + ++texts + random.longs(random.nextInt(6)).boxed().toList();
        var gzip = TestGzip.of(text);
        var refusal = refusal(plan, key, gzip.length);
        try {
            send(key, () -> requests.upload(device, key, gzip), () -> {
                endIfDue(key);
                rows(key).put(bed.head(key).newest(), Optional.of(text));
                lifted.remove(key);
            });
            assertThat(refusal).as("I13: an upload beyond the limits").isEmpty();
        } catch (ProblemException e) {
            assertThat(refusal).as("I13: %s", e.getMessage()).contains(e.problem());
            throw e;
        }
    }

    /** Returns the expected error of an upload (docs/protocol/files.md#upload-checks); empty if it must succeed. */
    private Optional<Problem> refusal(Plan plan, FileKey key, long size) {
        if (!plan.mayUpload(key.type())) {
            return Optional.of(Problem.NO_SUBSCRIPTION);
        }
        var usage = bed.usage();
        var isFull = usage.bytes() > limits.proBytes() || usage.keptBytes() + size > limits.keptBytes(plan);
        var isFree =
                plan != Plan.PRO && (size > limits.startFileBytes() || usage.freeBytes() + size > limits.startBytes());
        var isMany = limits.files(plan).orElse(Long.MAX_VALUE) < usage.files();
        return isFull || isFree || isMany ? Optional.of(Problem.STORAGE_EXCEEDED) : Optional.empty();
    }

    /** Returns whether the quota is too small for a file that leaves the trash. */
    private boolean isFullFor(Plan plan, FileKey key, long size) {
        var usage = bed.usage();
        return usage.bytes() + size > limits.proBytes()
                || (plan != Plan.PRO && key.isFree() && usage.freeBytes() + size > limits.startBytes());
    }

    private long newestSize(FileKey key) {
        return bed.head(key).content().map(FileVersion::gzipSize).orElse(0L);
    }

    private void delete(FilesTestBed requests, int device, FileKey key) {
        var trashed = isTrashed(key);
        send(key, () -> requests.delete(device, key), () -> {
            if (!trashed) {
                rows(key).put(bed.head(key).newest(), Optional.empty());
                lifted.remove(key);
            }
        });
    }

    /** Returns whether the time in the trash is over, even if no job has removed the rows yet. */
    private boolean hasEnded(FileKey key) {
        return isTrashed(key) && rows(key).lastKey() + FilesTestBed.WINDOW.toMillis() <= bed.clock.millis();
    }

    private void endIfDue(FileKey key) {
        if (hasEnded(key)) {
            removed(key, rows(key).keySet());
        }
    }

    private void removed(FileKey key, Set<Long> times) {
        rows(key).keySet().removeAll(Set.copyOf(times));
        lifted.remove(key);
    }

    private void restore(FilesTestBed requests, Plan plan, FileKey key) {
        if (rows(key).isEmpty()) {
            return;
        }
        var marker = rows(key).lastKey();
        var content = rows(key).values().stream().flatMap(Optional::stream).reduce((_, last) -> last);
        var mayBe = isTrashed(key) && content.isPresent() && !hasEnded(key);
        var isFull = mayBe && isFullFor(plan, key, newestSize(key));
        var cap = limits.keptBytes(plan);
        var moves = mayBe && bed.usage().keptBytes() + newestSize(key) > cap;
        try {
            send(key, () -> requests.restore(key, marker), () -> {
                if (moves) {
                    var old = rows(key).entrySet().stream()
                            .filter(row -> row.getValue().isPresent())
                            .reduce((_, last) -> last)
                            .orElseThrow()
                            .getKey();
                    rows(key).keySet().removeAll(Set.of(old, marker));
                }
                rows(key).put(bed.head(key).newest(), content);
                lifted.remove(key);
            });
            assertThat(mayBe && !isFull).as("I7: a restore").isTrue();
        } catch (WebErrorException e) {
            assertThat(mayBe).as("I7: %s", e.getMessage()).isFalse();
            throw e;
        } catch (ProblemException e) {
            assertThat(isFull).as("I13: %s", e.getMessage()).isTrue();
            throw e;
        }
    }

    private void removeVersion(FilesTestBed requests, Plan plan, Random random, int device, FileKey key) {
        if (rows(key).isEmpty()) {
            return;
        }
        var times = new ArrayList<>(rows(key).keySet());
        var time = random.nextInt(3) == 0 ? times.getLast() : times.get(random.nextInt(times.size()));
        var ended = hasEnded(key);
        var isFull = isFullFor(plan, key, newestSize(key));
        try {
            send(key, () -> requests.removeVersion(device, key, time), () -> versionRemoved(device, key, time));
            assertThat(ended).isFalse();
        } catch (ProblemException e) {
            // The bytes of a file that becomes live again must fit into the quota.
            assertThat(ended || (e.problem() == Problem.STORAGE_EXCEEDED && isFull))
                    .as(e.getMessage())
                    .isTrue();
            throw e;
        }
    }

    private void versionRemoved(int device, FileKey key, long time) {
        var isContent = rows(key).getOrDefault(time, Optional.empty()).isPresent();
        var contents = rows(key).entrySet().stream()
                .filter(row -> row.getValue().isPresent())
                .toList();
        var isNewestContent = isContent && contents.getLast().getKey().equals(time);
        var wasTrashed = isTrashed(key);
        if (isNewestContent && (wasTrashed || isEmptying(key, device))) {
            removed(key, new HashSet<>(rows(key).keySet()));
            return;
        }
        rows(key).remove(time);
        if (isNewestContent || wasTrashed) {
            lifted.remove(key);
        }
        if (!isContent && wasTrashed && !isTrashed(key) && !rows(key).isEmpty()) {
            lifted.put(key, new Lifted(device, bed.clock.millis()));
        }
    }

    private boolean isEmptying(FileKey key, int device) {
        var last = lifted.get(key);
        return last != null
                && last.device() == device
                && bed.clock.millis() - last.at() <= Duration.ofMinutes(10).toMillis();
    }

    private void empty(FilesTestBed requests, Random random, FileKey key) {
        if (rows(key).isEmpty()) {
            assertThat(requests.empty(key, 5)).isEqualTo(Emptied.ALREADY_MISSING);
            return;
        }
        var time = random.nextBoolean() ? rows(key).lastKey() : rows(key).firstKey();
        var expected = isTrashed(key) && time.equals(rows(key).lastKey()) ? Emptied.DELETED : Emptied.SKIPPED_NOT_TRASH;
        send(key, () -> assertThat(requests.empty(key, time)).isEqualTo(expected), () -> {
            if (expected == Emptied.DELETED) {
                removed(key, new HashSet<>(rows(key).keySet()));
            }
        });
    }

    private void removeAll(FilesTestBed requests, Random random, FileKey key) {
        if (rows(key).isEmpty()) {
            return;
        }
        var fromTrash = random.nextBoolean();
        var isRefused = fromTrash && !isTrashed(key);
        try {
            send(
                    key,
                    () -> requests.removeAll(key, rows(key).lastKey(), fromTrash),
                    () -> removed(key, new HashSet<>(rows(key).keySet())));
            assertThat(isRefused).isFalse();
        } catch (WebErrorException e) {
            assertThat(isRefused).as(e.getMessage()).isTrue();
            throw e;
        }
    }

    /**
     * Runs the queued jobs and compares: I1, I2 and I7 by the bytes of every row, I4 and I13 by a new count. Rows of
     * files whose time in the trash is over may or may not exist.
     */
    public void agrees(FilesTestBed jobs) {
        mostKept = Math.max(mostKept, bed.usage().keptBytes());
        jobs.runJobs();
        takeOverEnded();
        for (var key : KEYS) {
            takeOverTrimmed(key);
            assertThat(visible(key)).as("rows of %s", key).isEqualTo(rows(key));
        }
        FileInvariants.check(bed);
    }

    /** Adopts removals of files whose time in the trash is over. They can happen at any time. */
    private void takeOverEnded() {
        for (var key : KEYS) {
            if (hasEnded(key) && visible(key).isEmpty()) {
                endIfDue(key);
            }
        }
    }

    /** Adopts removals of old versions by the job that trims an account above twice its plan's bytes. */
    private void takeOverTrimmed(FileKey key) {
        var contents = rows(key).entrySet().stream()
                .filter(row -> row.getValue().isPresent())
                .map(Map.Entry::getKey)
                .toList();
        if (contents.size() > 1 && mostKept > limits.trimmedBytes(Plan.START)) {
            var old = new HashSet<>(contents.subList(0, contents.size() - 1));
            old.removeAll(visible(key).keySet());
            rows(key).keySet().removeAll(old);
        }
    }

    /** I1 and I7: every row of a file whose time is not over has its bytes. */
    public void hasAllThatMayBeRead() {
        for (var key : KEYS) {
            if (!hasEnded(key)) {
                assertThat(visible(key)).as("rows of %s", key).isEqualTo(rows(key));
            }
        }
    }

    /** Compares after a full check, without files whose time in the trash is over. */
    public void agreesAfterFullCheck() {
        KEYS.forEach(this::endIfDue);
        agrees(bed);
        FileInvariants.holdAfterFullCheck(bed);
        FileInvariants.noLiveObjectIsMarked(bed);
    }

    private NavigableMap<Long, Optional<String>> visible(FileKey key) {
        var found = new TreeMap<Long, Optional<String>>();
        bed.history(key).forEach(row -> found.put(row.updateTime(), text(row)));
        return found;
    }

    private Optional<String> text(FileVersion row) {
        return row.content().map(content -> TestGzip.read(bed.contents.read(content)));
    }
}
