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
import net.osmand.account.core.files.EmptySelected.Emptied;
import net.osmand.account.core.testing.TestGzip;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.WebErrorException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random requests against a model of the protocol: a file is a list of rows, and its newest row is its state. After each step
 * the account must have what the model has. {@code -Dseed=…} runs one seed.
 */
class FileChangesModelTest {
    private static final List<FileKey> KEYS = List.of(
            new FileKey("GPX", "a.gpx"),
            new FileKey("FAVOURITES", "favorites.gpx"),
            new FileKey("FILE", "a.gpx"),
            new FileKey("GPX", "a.gpx.info"));

    private final FilesTestBed bed = new FilesTestBed();
    private final Map<FileKey, TreeMap<Long, Optional<String>>> model = new HashMap<>();
    private final Map<FileKey, Lifted> lifted = new HashMap<>();
    private final Set<String> gone = new HashSet<>();
    private int texts;

    private record Lifted(int device, long at) {}

    @Test
    void twentyThousandStepsEndLikeTheModel() {
        steps(20_000, Long.getLong("seed", 1));
    }

    @Test
    @Tag("thorough")
    void manyMoreStepsEndLikeTheModel() {
        for (var seed = 2; seed < 12; seed++) {
            var test = new FileChangesModelTest();
            test.steps(20_000, seed);
        }
    }

    private void steps(int count, long seed) {
        var random = new Random(seed);
        for (var step = 0; step < count; step++) {
            bed.clock.advance(Duration.ofMillis(random.nextInt(4) == 0 ? random.nextInt(900_000) : 0));
            var key = KEYS.get(random.nextInt(KEYS.size()));
            try {
                step(random, key);
                agrees(key);
                if (step % 100 == 0) {
                    check(random);
                }
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("-Dseed=" + seed + ", step " + step + ": " + e.getMessage(), e);
            }
        }
    }

    private NavigableMap<Long, Optional<String>> rows(FileKey key) {
        return model.computeIfAbsent(key, _ -> new TreeMap<>());
    }

    private boolean isTrashed(FileKey key) {
        return !rows(key).isEmpty() && rows(key).lastEntry().getValue().isEmpty();
    }

    private void step(Random random, FileKey key) {
        var device = random.nextInt(3);
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> upload(device, key);
            case 3, 4 -> delete(device, key);
            case 5 -> restore(key);
            case 6, 7 -> removeVersion(random, device, key);
            case 8 -> empty(random, key);
            default -> removeAll(random, key);
        }
    }

    private void upload(int device, FileKey key) {
        end(key);
        var text = "text " + ++texts;
        var version = bed.upload(device, key, text);
        rows(key).put(version.updateTime(), Optional.of(text));
        lifted.remove(key);
    }

    private void delete(int device, FileKey key) {
        var trashed = isTrashed(key);
        bed.delete(device, key);
        if (!trashed) {
            rows(key).put(bed.head(key).newest(), Optional.empty());
            lifted.remove(key);
        }
    }

    /** The model's end of the time in the trash, for files whose rows nobody purged yet. */
    private boolean hasEnded(FileKey key) {
        return isTrashed(key) && rows(key).lastKey() + FilesTestBed.WINDOW.toMillis() <= bed.clock.millis();
    }

    private void end(FileKey key) {
        if (hasEnded(key)) {
            removed(key, rows(key).keySet());
        }
    }

    private void removed(FileKey key, Set<Long> times) {
        times.forEach(time -> gone.add(key + " " + time));
        rows(key).keySet().removeAll(Set.copyOf(times));
        lifted.remove(key);
    }

    private void restore(FileKey key) {
        if (rows(key).isEmpty()) {
            return;
        }
        var marker = rows(key).lastKey();
        var content = rows(key).values().stream().flatMap(Optional::stream).reduce((_, last) -> last);
        try {
            var version = bed.restore(key, marker);
            assertThat(isTrashed(key) && content.isPresent() && !hasEnded(key)).isTrue();
            rows(key).put(version.updateTime(), content);
            lifted.remove(key);
        } catch (WebErrorException e) {
            assertThat(isTrashed(key) && content.isPresent() && !hasEnded(key))
                    .as(e.getMessage())
                    .isFalse();
        }
    }

    private void removeVersion(Random random, int device, FileKey key) {
        if (rows(key).isEmpty()) {
            return;
        }
        var times = new ArrayList<>(rows(key).keySet());
        var time = random.nextInt(3) == 0 ? times.getLast() : times.get(random.nextInt(times.size()));
        var ended = hasEnded(key);
        try {
            bed.removeVersion(device, key, time);
            assertThat(ended).isFalse();
        } catch (ProblemException _) {
            assertThat(ended).isTrue();
            return;
        }
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

    private void empty(Random random, FileKey key) {
        if (rows(key).isEmpty()) {
            assertThat(bed.empty(key, 5)).isEqualTo(Emptied.ALREADY_MISSING);
            return;
        }
        var time = random.nextBoolean() ? rows(key).lastKey() : rows(key).firstKey();
        var expected = isTrashed(key) && time.equals(rows(key).lastKey()) ? Emptied.DELETED : Emptied.SKIPPED_NOT_TRASH;
        assertThat(bed.empty(key, time)).isEqualTo(expected);
        if (expected == Emptied.DELETED) {
            removed(key, new HashSet<>(rows(key).keySet()));
        }
    }

    private void removeAll(Random random, FileKey key) {
        if (rows(key).isEmpty()) {
            return;
        }
        var fromTrash = random.nextBoolean();
        try {
            bed.removeAll(key, rows(key).lastKey(), fromTrash);
            assertThat(fromTrash && !isTrashed(key)).isFalse();
            removed(key, new HashSet<>(rows(key).keySet()));
        } catch (WebErrorException e) {
            assertThat(fromTrash && !isTrashed(key)).as(e.getMessage()).isTrue();
        }
    }

    private void agrees(FileKey key) {
        bed.runJobs();
        var found = new TreeMap<Long, Optional<String>>();
        bed.history(key).forEach(row -> found.put(row.updateTime(), text(row)));
        assertThat(found).as("rows of %s", key).isEqualTo(rows(key));
        FileInvariants.hold(bed);
    }

    private Optional<String> text(FileVersion row) {
        return row.content().map(content -> TestGzip.read(bed.contents.read(content)));
    }

    private void check(Random random) {
        if (random.nextBoolean()) {
            bed.clock.advance(Duration.ofHours(25));
            bed.checkAccount.check(FilesTestBed.ACCOUNT);
        } else {
            assertThat(bed.checkAll().contentsMissing()).isZero();
            KEYS.forEach(this::end);
            FileInvariants.holdAfterFullCheck(bed);
        }
        KEYS.forEach(this::end);
        KEYS.forEach(this::agrees);
        FileInvariants.noLiveObjectIsMarked(bed);
    }
}
