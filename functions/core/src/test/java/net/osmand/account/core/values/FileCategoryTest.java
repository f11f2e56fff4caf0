package net.osmand.account.core.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileCategoryTest {
    @ParameterizedTest
    @CsvSource({
        "GPX, tracks/ride.gpx, GPX, MY_PLACES",
        "FAVOURITES, favorites.gpx, FAVOURITES, MY_PLACES",
        "SEARCH_HISTORY, search, SEARCH_HISTORY, MY_PLACES",
        "OSM_NOTES, notes, OSM_NOTES, MY_PLACES",
        "OSM_EDITS, edits, OSM_EDITS, MY_PLACES",
        "ACTIVE_MARKERS, m, ACTIVE_MARKERS, MY_PLACES",
        "HISTORY_MARKERS, m, HISTORY_MARKERS, MY_PLACES",
        "ITINERARY_GROUPS, i, ITINERARY_GROUPS, MY_PLACES",
        "PROFILE, car, PROFILE, SETTINGS",
        "GLOBAL, global, GLOBAL, SETTINGS",
        "QUICK_ACTIONS, q, QUICK_ACTIONS, SETTINGS",
        "AVOID_ROADS, a, AVOID_ROADS, SETTINGS",
        "POI_UI_FILTERS, p, POI_UI_FILTERS, SETTINGS",
        "COLOR_DATA, c, COLOR_DATA, SETTINGS",
        "MAP_SOURCES, tiles, MAP_SOURCES, MAPS",
        "FILE, Netherlands_europe.obf, FILE_MAPS, MAPS",
        "FILE, netherlands.OBF, FILE_MAPS, MAPS",
        "FILE, srtm/Alps.obf, FILE_SRTM, MAPS",
        "FILE, roads/a.obf, FILE_ROADS, MAPS",
        "FILE, tiles/a.sqlitedb, FILE_TILES, MAPS",
        "FILE, /tiles/a.sqlitedb, FILE_TILES, MAPS",
        "FILE, wiki/a.obf, FILE_WIKI, MAPS",
        "FILE, rendering/a.render.xml, FILE_RENDERING, RESOURCES",
        "FILE, readme.txt, FILE_OTHER, RESOURCES",
        "NEVER_HEARD_OF, x, NEVER_HEARD_OF, RESOURCES"
    })
    void classifiesFiles(String type, String name, String category, FileCategory.Category group) {
        assertThat(FileCategory.of(new FileKey(type, name))).isEqualTo(new FileCategory(category, group));
    }

    @Test
    void givesACompanionTheCategoryOfItsItem() {
        assertThat(FileCategory.of(new FileKey("FILE", "Alps.obf.info")).name()).isEqualTo("FILE_MAPS");
        assertThat(FileCategory.of(new FileKey("GPX", "ride.gpx.info")).name()).isEqualTo("GPX");
    }

    @Test
    void sortsByGroupAndThenByName() {
        var keys = Stream.of("FILE:a.obf", "GPX:a", "PROFILE:a", "FAVOURITES:a", "FILE:rendering/a")
                .map(text -> text.split(":", 2))
                .map(parts -> FileCategory.of(new FileKey(parts[0], parts[1])))
                .sorted()
                .map(FileCategory::name);
        assertThat(keys).containsExactly("FAVOURITES", "GPX", "PROFILE", "FILE_RENDERING", "FILE_MAPS");
    }
}
