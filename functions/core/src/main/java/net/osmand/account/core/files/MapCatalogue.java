package net.osmand.account.core.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Recognizes the names of public OsmAnd maps (docs/protocol/files.md#maps-of-the-public-catalogue). Such a map is
 * accepted but kept as a stub, because users can download it again. Every other map is the user's own and is stored
 * completely. The pattern is a resource.
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
