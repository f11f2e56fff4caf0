package net.osmand.account.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MapCatalogueTest {
    private final MapCatalogue catalogue = new MapCatalogue();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Netherlands_europe_2.obf",
                "Germany_bavaria_europe_2.road.obf",
                "Us_california_northamerica.srtmf.obf",
                "World_basemap_2.obf"
            })
    void hasThePublicMaps(String name) {
        assertThat(catalogue.has("FILE", name)).isTrue();
        assertThat(catalogue.has("file", name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my own.obf",
                "netherlands_europe_2.obf",
                "Netherlands_2.obf",
                "maps/Netherlands_europe_2.obf",
                "Hillshade_europe.tif",
                "tiles.sqlitedb"
            })
    void hasNoMapsOfUsers(String name) {
        assertThat(catalogue.has("FILE", name)).isFalse();
    }

    @Test
    void hasNoOtherTypes() {
        assertThat(catalogue.has("GPX", "Netherlands_europe_2.obf")).isFalse();
    }
}
