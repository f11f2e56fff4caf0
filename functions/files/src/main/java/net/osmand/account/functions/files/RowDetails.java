package net.osmand.account.functions.files;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import net.osmand.account.core.details.FileDetails;
import net.osmand.account.core.details.ReadDetails;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.JsonMembers;

/** Writes the member {@code details} of rows in a web list (docs/protocol/portal-files.md#details-of-a-row). */
final class RowDetails {
    private static final String NOTHING = "{}";

    private final Map<String, FileDetails> stored;
    private final Size size;

    private enum Size {
        ALL,
        /** Omits the JSON of companions. */
        WITHOUT_DATA,
        NONE
    }

    private RowDetails(Map<String, FileDetails> stored, Size size) {
        this.stored = stored;
        this.size = size;
    }

    /**
     * Returns the list with as many details as fit: all, those without the JSON of companions, or none. A list without
     * details may exceed the limit.
     *
     * @param stored details by the hash of their file; empty if the list shows none
     * @param maxBytes limit for a list with details
     * @param list returns the list as gzip, with the given details in its rows
     */
    static byte[] fitting(Optional<Map<String, FileDetails>> stored, int maxBytes, Function<RowDetails, byte[]> list) {
        var details = stored.map(Map::copyOf).orElse(Map.of());
        if (stored.isPresent()) {
            for (var size : List.of(Size.ALL, Size.WITHOUT_DATA)) {
                var gzip = list.apply(new RowDetails(details, size));
                if (gzip.length <= maxBytes) {
                    return gzip;
                }
            }
        }
        return list.apply(new RowDetails(details, Size.NONE));
    }

    void write(JsonGenerator json, FileVersion version) throws IOException {
        json.writeFieldName("details");
        json.writeRawValue(of(version));
    }

    /** Returns the stored details of exactly this version, or otherwise a value that makes the client request them. */
    private String of(FileVersion version) {
        if (size == Size.NONE || !ReadDetails.has(version.key())) {
            return NOTHING;
        }
        return Optional.ofNullable(stored.get(version.key().hash()))
                .filter(details -> details.version() == version.updateTime())
                .map(details -> size == Size.ALL ? details.json() : withoutData(details.json()))
                .orElseGet(() -> "{\"update\":" + version.updateTime() + "}");
    }

    private static String withoutData(String json) {
        var members = JsonMembers.of(json).orElse(Map.of());
        var data = members.get("data");
        return data == null ? json : json.replace(",\"data\":" + data, "");
    }
}
