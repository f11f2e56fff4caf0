package net.osmand.account.core.exports;

import java.util.Locale;

/**
 * Derives the file type that the apps assign to a name (docs/protocol/archives.md#subtypes). It is a field of each item
 * in {@code items.json}.
 */
final class Subtype {
    private Subtype() {}

    /** Returns the subtype; an empty string if there is none. */
    static String of(String path) {
        var name = path.startsWith("/") ? path.substring(1) : path;
        var lower = name.toLowerCase(Locale.ROOT);
        if (name.startsWith("routing/")) {
            return "routing_config";
        } else if (name.startsWith("rendering/")) {
            return "rendering_style";
        } else if (lower.endsWith(".wiki.obf")) {
            return "wiki_map";
        } else if (lower.endsWith(".srtm.obf") || lower.endsWith(".srtmf.obf")) {
            return "srtm_map";
        } else if (lower.endsWith(".obf") && !name.contains("/")) {
            return "obf_map";
        } else if (name.startsWith("tiles/")) {
            return "tiles_map";
        } else if (name.startsWith("roads/")) {
            return "road_map";
        } else if (name.startsWith("tracks/")) {
            return "gpx";
        } else if (name.startsWith("voice/")) {
            return isSpoken(name) ? "tts_voice" : "voice";
        } else if (name.startsWith("travel/")) {
            return "travel";
        } else if (name.startsWith("avnotes/")) {
            return "multimedia_notes";
        } else if (lower.endsWith(".depth.obf")) {
            return "nautical_depth";
        } else if (name.startsWith("backup/")) {
            return "favorites_backup";
        } else if (lower.endsWith(".txt")) {
            return "color_palette";
        } else if (lower.endsWith(".tif")) {
            return "terrain";
        }
        return "";
    }

    private static boolean isSpoken(String name) {
        for (var part : name.split("/", -1)) {
            if (part.endsWith("-tts")) {
                return true;
            }
        }
        return false;
    }
}
