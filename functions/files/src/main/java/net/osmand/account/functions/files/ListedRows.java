package net.osmand.account.functions.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the rows of a response that {@link FileListing} wrote for an app. They lack what the response lacks. */
final class ListedRows {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Logger LOG = LoggerFactory.getLogger(ListedRows.class);

    private ListedRows() {}

    /** Returns all versions, newest first, from the member {@code allFiles}; empty for anything but such a response. */
    static Optional<List<FileVersion>> read(byte[] gzip) {
        var rows = new ArrayList<FileVersion>();
        try (var text = new GZIPInputStream(new ByteArrayInputStream(gzip), 64 << 10);
                var json = FACTORY.createParser(text)) {
            json.nextToken();
            json.nextToken();
            if (!"allFiles".equals(json.currentName())) {
                return Optional.empty();
            }
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                rows.add(row(json));
            }
            // The checksum is at the end.
            text.transferTo(OutputStream.nullOutputStream());
            return Optional.of(rows);
        } catch (IOException damaged) {
            LOG.warn("a stored list is damaged", damaged);
            return Optional.empty();
        }
    }

    private static FileVersion row(JsonParser json) throws IOException {
        var type = "";
        var name = "";
        var device = 0;
        var updateTime = 0L;
        var clientTime = 0L;
        var size = 0L;
        var gzipSize = 0L;
        for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "deviceid" -> device = json.getIntValue();
                case "filesize" -> size = json.getLongValue();
                case "type" -> type = json.getText().intern();
                case "name" -> name = FileKey.decoded(json.getText());
                case "updatetimems" -> updateTime = json.getLongValue();
                case "clienttimems" -> clientTime = json.getLongValue();
                case "zipSize" -> gzipSize = json.getLongValue();
                default -> json.skipChildren();
            }
        }
        return new FileVersion(
                new FileKey(type, name),
                new DeviceId(device),
                updateTime,
                clientTime,
                size,
                gzipSize,
                0,
                0,
                Optional.empty());
    }
}
