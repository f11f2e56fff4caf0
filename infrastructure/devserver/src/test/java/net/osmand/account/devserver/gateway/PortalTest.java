package net.osmand.account.devserver.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortalTest {
    @TempDir
    Path folder;

    @BeforeEach
    void build() throws IOException {
        Files.createDirectories(folder.resolve("dist/assets"));
        Files.writeString(folder.resolve("dist/index.html"), "the page");
        Files.writeString(folder.resolve("dist/assets/index-1.js"), "the script");
        Files.writeString(folder.resolve("secret"), "not the portal's");
    }

    @Test
    void everyPlaceOfThePortalIsThePage() throws IOException {
        var portal = new Portal(folder.resolve("dist"));
        for (var path : new String[] {"/", "/map/account/", "/map/account/purchases/sub0"}) {
            var asset = portal.at(path).orElseThrow();
            assertThat(asset.bytes()).isEqualTo("the page".getBytes(StandardCharsets.UTF_8));
            assertThat(asset.caching()).isEqualTo("no-cache");
        }
    }

    @Test
    void hashedAssetsMayBeKept() {
        assertThat(new Portal(folder.resolve("dist")).at("/assets/index-1.js")).hasValueSatisfying(asset -> {
            assertThat(asset.caching()).contains("immutable");
            assertThat(asset.contentType()).startsWith("text/javascript");
        });
    }

    @Test
    void nothingElseIsServed() {
        var portal = new Portal(folder.resolve("dist"));
        assertThat(portal.at("/../secret")).isEmpty();
        assertThat(portal.at("/v1/nothing")).isEmpty();
        assertThat(portal.at("/assets/gone.js")).isEmpty();
        assertThat(new Portal(folder.resolve("not-built")).at("/")).isEmpty();
    }
}
