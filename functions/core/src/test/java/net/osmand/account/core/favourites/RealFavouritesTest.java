package net.osmand.account.core.favourites;

import static net.osmand.account.core.favourites.Points.named;
import static net.osmand.account.core.favourites.Points.point;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.osmand.account.core.testing.RealGpxFiles;
import org.junit.jupiter.api.Test;

/** Changing a real file and undoing the change results in the same bytes. */
class RealFavouritesTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @Test
    void undoingAChangeGivesTheSameBytes() throws Exception {
        var files = 0;
        var points = 0;
        for (var path : RealGpxFiles.all()) {
            var bytes = Files.readAllBytes(path);
            var file = FavouritesFile.parse(bytes);
            files++;

            assertThat(file.bytes()).as("read %s", path).isEqualTo(bytes);
            var added = file.with(point("Ü & <x>", 1.5, 2.5, "group"), NOW);
            assertThat(added.points()).hasSize(file.points().size() + 1);
            assertThat(added.points().subList(0, file.points().size())).isEqualTo(file.points());
            var index = added.find(point("Ü & <x>", 1.5, 2.5, "")).orElseThrow();
            assertThat(added.without(index).bytes())
                    .as("add and remove in %s", path)
                    .isEqualTo(bytes);
            if (file.points().stream().allMatch(point -> point.category().isEmpty())) {
                assertThat(file.renamed("", "Neue Gruppe")
                                .renamed("Neue Gruppe", "")
                                .bytes())
                        .as("rename in %s", path)
                        .isEqualTo(bytes);
            }
            for (var i = 0; i < file.points().size(); i += 29) {
                points++;
                var before = file.points().get(i);
                assertThat(file.replaced(i, before).bytes())
                        .as("%s in %s", i, path)
                        .isEqualTo(bytes);
                var renamed = file.replaced(i, named(before, "Ü"));
                assertThat(renamed.points().get(i).name()).isEqualTo("Ü");
                assertThat(renamed.replaced(i, before).points()).isEqualTo(file.points());
            }
        }
        assertThat(files).isGreaterThanOrEqualTo(72);
        assertThat(points).isGreaterThan(60);
    }

    @Test
    void aMovedPointIsTheSamePoint() throws Exception {
        List<FavouritesFile> files = new ArrayList<>();
        for (var path : RealGpxFiles.all()) {
            var file = FavouritesFile.parse(Files.readAllBytes(path));
            if (!file.points().isEmpty()) {
                files.add(file);
            }
        }
        for (var i = 0; i < files.size(); i++) {
            var source = files.get(i);
            var target = files.get((i + 1) % files.size());
            var last = source.points().size() - 1;

            var moved = target.withPointOf(source, last);

            assertThat(moved.points().getLast()).isEqualTo(source.points().getLast());
            assertThat(moved.without(moved.points().size() - 1).bytes()).isEqualTo(target.bytes());
            assertThat(Optional.of(source.without(last).points()))
                    .contains(source.points().subList(0, last));
        }
        assertThat(files).hasSizeGreaterThan(22);
    }
}
