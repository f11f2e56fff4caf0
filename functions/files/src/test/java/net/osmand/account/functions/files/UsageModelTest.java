package net.osmand.account.functions.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.account.StorageBreakdown.Amount;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.exports.ArchiveFormat;
import net.osmand.account.core.exports.EstimateExport;
import net.osmand.account.core.exports.Selection;
import net.osmand.account.core.files.CursorClient;
import net.osmand.account.core.files.EmptySelected.Deletion;
import net.osmand.account.core.files.EmptyTrash;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.files.FilesTestBed;
import net.osmand.account.core.testing.PortWrapper;
import net.osmand.account.core.testing.TestGzip;
import net.osmand.account.core.values.FileCategory;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.WebErrorException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The account's totals on the web and in the app, the usage item and the export's estimate agree with each other, with a plain
 * model and with a full recount after any history of operations from three devices and the web. Every seed is named where it
 * fails; {@code -Dseed=…} runs that one alone.
 */
class UsageModelTest {
    private static final int STEPS = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void totalsAgreeAfterAThousandSteps() {
        totalsAgree(2);
    }

    @Test
    @Tag("thorough")
    void totalsAgreeAfterTenThousandSteps() {
        totalsAgree(20);
    }

    private static void totalsAgree(long seeds) {
        var one = Optional.ofNullable(Long.getLong("seed"));
        for (var seed = one.orElse(1L); seed <= one.orElse(seeds); seed++) {
            var history = new History(seed);
            for (var step = 1; step <= STEPS; step++) {
                try {
                    history.step();
                    history.check();
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError(
                            "-Dseed=%d, step %d, after %s: %s".formatted(seed, step, history.last, e.getMessage()), e);
                }
            }
        }
    }

    /** Operations at random, on the system and on the model: the files with the times and sizes of their rows. */
    private static final class History {
        private final Random random;
        private final FilesTestBed bed = new FilesTestBed(PortWrapper.none(), 4);
        private final Map<FileKey, TreeMap<Long, Row>> model = new HashMap<>();
        private final List<CursorClient> clients = new ArrayList<>();
        private final List<FileKey> keys = new ArrayList<>();
        private String last = "";

        private record Row(boolean marker, long size, long gzipSize, String object) {}

        History(long seed) {
            random = new Random(seed);
            for (var type : FilesTestBed.TYPES) {
                keys.add(new FileKey(type, "one"));
                keys.add(new FileKey(type, "folder/two.obf"));
            }
            keys.add(new FileKey("GPX", "one.info"));
            for (var device = 0; device < 3; device++) {
                clients.add(new CursorClient(bed, device));
            }
        }

        void step() {
            bed.clock.advance(Duration.ofMillis(random.nextInt(3) * 500L));
            bed.trash.purgeEnded();
            ends();
            var key = keys.get(random.nextInt(keys.size()));
            var device = random.nextInt(4);
            switch (random.nextInt(20)) {
                case 0, 1, 2, 3, 4 -> store(device, key);
                case 5, 6, 7 -> delete(device, key);
                case 8, 9 -> removeVersion(device, key);
                case 10, 11 -> restore(key);
                case 12 -> removeAll(key);
                case 13 -> emptyListed(device);
                case 14 -> emptyAll();
                case 15 -> pass(Duration.ofDays(random.nextInt(12)));
                case 16 -> pass(Duration.ofMinutes(random.nextInt(40)));
                case 17 -> {
                    last = "sweep";
                    bed.dailyMaintenance.account(FilesTestBed.ACCOUNT);
                }
                default -> {
                    last = "poll";
                    clients.get(random.nextInt(clients.size())).ask();
                }
            }
            // A version that goes may leave a deletion on top whose time is over long since.
            bed.trash.purgeEnded();
            ends();
        }

        private void store(int device, FileKey key) {
            last = "store " + key;
            var text = "x".repeat(random.nextInt(200));
            var gzip = TestGzip.of(text);
            var stored = bed.storeFile.store(bed.caller(device), key, gzip, random.nextLong());
            rows(key)
                    .put(
                            stored.updateTime(),
                            new Row(
                                    false,
                                    text.length(),
                                    gzip.length,
                                    stored.content().orElseThrow().objectKey()));
        }

        private void delete(int device, FileKey key) {
            last = "delete " + key;
            var trashed = isTrashed(key);
            bed.trash.delete(bed.caller(device), key, 0);
            if (!trashed) {
                rows(key).put(bed.files.usage(FilesTestBed.ACCOUNT).lastUpdateTime(), new Row(true, -1, -1, ""));
            }
        }

        private void removeVersion(int device, FileKey key) {
            last = "remove a version of " + key;
            var rows = rows(key);
            var times = new ArrayList<>(rows.keySet());
            var time = times.isEmpty() ? 1 : times.get(random.nextInt(times.size()));
            try {
                bed.trash.removeVersion(bed.caller(device), key, time);
                assertThat(rows.remove(time)).as("a row that is there").isNotNull();
            } catch (ProblemException refused) {
                assertThat(rows).as("refused").isEmpty();
            }
        }

        private void restore(FileKey key) {
            last = "restore " + key;
            var rows = rows(key);
            var time = rows.isEmpty() ? 1 : rows.lastKey();
            var content = rows.descendingMap().values().stream()
                    .filter(row -> !row.marker)
                    .findFirst();
            var possible = isTrashed(key) && content.isPresent();
            try {
                var restored = bed.restoreFile.restore(bed.caller(0), key, time);
                assertThat(possible).as("restored").isTrue();
                rows.put(restored.updateTime(), content.orElseThrow());
            } catch (WebErrorException refused) {
                assertThat(possible).as("refused: " + refused.text()).isFalse();
            }
        }

        private void removeAll(FileKey key) {
            last = "remove all of " + key;
            var rows = rows(key);
            var fromTrash = random.nextBoolean();
            var possible = !rows.isEmpty() && (!fromTrash || isTrashed(key));
            try {
                bed.trash.removeAll(bed.caller(0), key, rows.isEmpty() ? 1 : rows.lastKey(), fromTrash);
                assertThat(possible).as("removed").isTrue();
                rows.clear();
            } catch (WebErrorException refused) {
                assertThat(possible).as("refused: " + refused.text()).isFalse();
            }
        }

        private void emptyListed(int device) {
            last = "empty some of the trash";
            var chosen = keys.stream()
                    .filter(key -> !rows(key).isEmpty() && random.nextBoolean())
                    .toList();
            var until = chosen.stream()
                    .filter(this::isTrashed)
                    .mapToLong(key -> rows(key).lastKey())
                    .max()
                    .orElse(0);
            var before = keys.stream()
                    .filter(key -> isTrashed(key) && rows(key).lastKey() <= until)
                    .toList();
            var listed = new ArrayList<Deletion>();
            chosen.forEach(key -> listed.add(new Deletion(key, rows(key).lastKey())));
            // A long list is a job's, though most of it never was.
            var isLong = random.nextBoolean();
            if (isLong) {
                listed.addAll(Collections.nCopies(EmptyTrash.AT_ONCE, new Deletion(new FileKey("GPX", "never"), 1)));
            }
            var results = bed.emptySelected.empty(bed.caller(device), listed, "job" + random.nextLong());
            assertThat(results.subList(chosen.size(), results.size()))
                    .allMatch(result -> result.name().equals("ALREADY_MISSING"));
            bed.runJobs();
            for (var i = 0; i < chosen.size(); i++) {
                var key = chosen.get(i);
                assertThat(results.get(i).name()).isEqualTo(isTrashed(key) ? "DELETED" : "SKIPPED_NOT_TRASH");
                if (isTrashed(key)) {
                    rows(key).clear();
                }
            }
            // Companions are in no list, and go with a trash that is.
            if (isLong && before.stream().allMatch(key -> key.isCompanion() || chosen.contains(key))) {
                before.forEach(key -> rows(key).clear());
            }
        }

        private void emptyAll() {
            last = "empty the whole trash";
            var until = bed.files.usage(FilesTestBed.ACCOUNT).lastUpdateTime() - random.nextInt(5000);
            var job = bed.emptyTrash.start(FilesTestBed.ACCOUNT, "job" + random.nextLong(), until);
            bed.runJobs();
            assertThat(bed.emptyTrash
                            .find(FilesTestBed.ACCOUNT, job.id())
                            .orElseThrow()
                            .finished())
                    .isTrue();
            keys.stream()
                    .filter(key -> isTrashed(key) && rows(key).lastKey() <= until)
                    .forEach(key -> rows(key).clear());
        }

        /** The trash that ends meanwhile goes by its timers or by the sweep. */
        private void pass(Duration time) {
            last = "time passes: " + time;
            bed.clock.advance(time);
            if (random.nextBoolean()) {
                bed.trash.purgeEnded();
            } else {
                bed.dailyMaintenance.account(FilesTestBed.ACCOUNT);
            }
            ends();
            bed.files.forgetRemovals(
                    FilesTestBed.ACCOUNT,
                    bed.clock.millis() - Duration.ofDays(62).toMillis());
        }

        private void ends() {
            keys.stream()
                    .filter(key -> isTrashed(key)
                            && rows(key).lastKey() + FilesTestBed.WINDOW.toMillis() <= bed.clock.millis())
                    .forEach(key -> rows(key).clear());
        }

        private NavigableMap<Long, Row> rows(FileKey key) {
            return model.computeIfAbsent(key, _ -> new TreeMap<>());
        }

        private boolean isTrashed(FileKey key) {
            return !rows(key).isEmpty() && rows(key).lastEntry().getValue().marker;
        }

        void check() {
            var rows = bed.files.rows(FilesTestBed.ACCOUNT);
            assertThat(rows.stream().collect(Collectors.toMap(FileVersion::updateTime, FileVersion::key)))
                    .as("rows")
                    .isEqualTo(keys.stream()
                            .flatMap(key -> rows(key).keySet().stream().map(time -> Map.entry(time, key)))
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
            assertThat(bed.files.entries(FilesTestBed.ACCOUNT).keySet())
                    .as("entries of the trash")
                    .isEqualTo(keys.stream().filter(this::isTrashed).collect(Collectors.toSet()));
            var usage = bed.files.usage(FilesTestBed.ACCOUNT);
            totals(usage);
            objects();
            for (var client : clients) {
                if (random.nextInt(10) == 0) {
                    client.catchUp();
                    assertThat(client.copy().values())
                            .as("a client's copy")
                            .containsExactlyElementsOf(bed.files.listed(FilesTestBed.ACCOUNT));
                }
            }
        }

        private void totals(Usage usage) {
            var all = model.values().stream()
                    .flatMap(rows -> rows.values().stream())
                    .filter(row -> !row.marker)
                    .toList();
            var live = keys.stream()
                    .filter(key -> !rows(key).isEmpty() && !isTrashed(key))
                    .collect(Collectors.toMap(
                            key -> key, key -> rows(key).lastEntry().getValue()));
            for (var allVersions : List.of(true, false)) {
                var counted = allVersions ? all : live.values();
                var list = list(allVersions);
                assertThat(list.path("totalFiles").asInt()).as("totalFiles").isEqualTo(live.size());
                assertThat(list.path("totalFileVersions").asInt())
                        .as("totalFileVersions")
                        .isEqualTo(all.size());
                assertThat(list.path("totalFileSize").asLong())
                        .as("totalFileSize")
                        .isEqualTo(counted.stream().mapToLong(Row::size).sum());
                assertThat(list.path("totalZipSize").asLong())
                        .as("totalZipSize")
                        .isEqualTo(counted.stream().mapToLong(Row::gzipSize).sum());
            }
            var holdings = usage.holdings();
            assertThat(holdings.versions()).as("versions").isEqualTo(all.size());
            for (var category : FileCategory.Category.values()) {
                var expected = live.entrySet().stream()
                        .filter(file -> FileCategory.of(file.getKey()).category() == category)
                        .map(file -> new Amount(1, file.getValue().size, file.getValue().gzipSize))
                        .reduce(Amount.NONE, Amount::plus);
                assertThat(holdings.in(category)).as(category.name()).isEqualTo(expected);
            }
            assertThat(usage.files()).isEqualTo(live.size());
            assertThat(usage.bytes())
                    .isEqualTo(live.values().stream().mapToLong(Row::gzipSize).sum());
            var view = UsageFunction.View.of(holdings, 1);
            assertThat(List.of(view.files(), view.zip_bytes())).isEqualTo(List.of((long) live.size(), usage.bytes()));
            var estimate = new EstimateExport((_, asOf) -> keys.stream()
                            .flatMap(key -> bed.history(key).newest().stream())
                            .filter(newest -> newest.updateTime() <= asOf))
                    .estimate(bed.caller(0), new Selection(ArchiveFormat.OSF, Optional.empty()));
            var left = estimate.leftOut();
            assertThat(estimate.total().files() + left.mergedDetails() + left.looseDetails())
                    .as("estimate")
                    .isEqualTo(live.size());
        }

        private JsonNode list(boolean allVersions) {
            var caller = bed.caller(0);
            var listing = new FileListing(
                    FilesTestBed.OWNER,
                    PlanLimits.STANDARD,
                    new FileListing.Choice(Set.of(), Optional.empty(), allVersions),
                    version -> bed.trash.hasEnded(version) || version.isEmptied(caller.usage()),
                    false);
            bed.files.eachPage(FilesTestBed.ACCOUNT, listing::add);
            try (var in = new GZIPInputStream(new ByteArrayInputStream(listing.finish()))) {
                return JSON.readTree(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Objects are the named ones, and a marker lies on those of deleted files alone. */
        private void objects() {
            var stored = bed.contents.stored(FilesTestBed.ACCOUNT);
            var named = new HashMap<String, Boolean>();
            for (var key : keys) {
                var trashed = isTrashed(key);
                rows(key).values().stream().filter(row -> !row.marker).forEach(row -> named.put(row.object, trashed));
            }
            assertThat(stored.keySet()).as("objects").isEqualTo(named.keySet());
            stored.forEach((object, state) ->
                    assertThat(state.marked()).as("marker on " + object).isEqualTo(named.get(object)));
        }
    }
}
