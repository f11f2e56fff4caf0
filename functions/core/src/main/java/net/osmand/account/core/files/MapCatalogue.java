package net.osmand.account.core.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Knows the names of the public OsmAnd maps (docs/protocol/files.md#maps-of-the-public-catalogue): such a map is acknowledged and kept as a stub, since anybody can
 * download it again; every other map is a person's own and is stored whole. The pattern is a resource.
 */
public final class MapCatalogue {
    private final Pattern names;

    public MapCatalogue() {
        try (var in = MapCatalogue.class.getResourceAsStream("map-catalogue.regex")) {
            if (in == null) {
                throw new IllegalStateException("map-catalogue.regex is missing");
            }
            names = Pattern.compile(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean has(String type, String name) {
        return type.equalsIgnoreCase("FILE") && names.matcher(name).matches();
    }
}
