package net.osmand.account.functions.files;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.details.FileDetails;
import net.osmand.account.core.details.ReadDetails;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.JsonMembers;

/** Writes the member {@code details} of rows in a web list (docs/protocol/portal-files.md#details-of-a-row). */
final class RowDetails {
    private static final String NOTHING = "{}";

    private final Map<String, FileDetails> stored;
    private final Size size;

    /** The extent of details, which depends on the size limit of a response. */
    enum Size {
        ALL,
        /** Omits the JSON of companions. */
        WITHOUT_DATA,
        NONE;

        /** Sizes to try if there are no details. */
        static final Size[] ONLY_EMPTY = {NONE};
    }

    /** @param stored details by the hash of their file */
    RowDetails(Map<String, FileDetails> stored, Size size) {
        this.stored = Map.copyOf(stored);
        this.size = size;
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
