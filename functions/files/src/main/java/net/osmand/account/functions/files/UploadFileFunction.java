package net.osmand.account.functions.files;

import net.osmand.account.aws.Platform;
import net.osmand.account.files.FileKey;
import net.osmand.account.files.FileVersion;
import net.osmand.account.files.StoreFile;
import net.osmand.account.http.Door;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;

/** POST /userdata/upload-file: stores one version; the name is the query's, never the part's. */
public final class UploadFileFunction extends HttpFunction {
    private final Door door;
    private final StoreFile storeFile;

    public UploadFileFunction() {
        this(Platform.ofProcess());
    }

    public UploadFileFunction(Platform platform) {
        var wiring = new FilesWiring(platform);
        door = wiring.deviceDoor();
        storeFile = wiring.storeFile();
    }

    @Override
    protected Response answer(Request request) {
        var caller = door.open(request);
        var key = FileKey.parse(request.parameter("type"), request.parameter("name"));
        var version = storeFile.store(
                caller, key, request.part(), request.number("clienttime").orElse(0L));
        // Android asks for gzip here and then parses raw bytes: the answer must stay as it is.
        return Response.json(View.of(version)).uncompressed();
    }

    record View(
            long filesize,
            long zipfilesize,
            long updatetime,
            long clienttime,
            String type,
            String name,
            String status) {
        static View of(FileVersion version) {
            return new View(
                    version.size(),
                    version.gzipSize(),
                    version.updateTime(),
                    version.clientTime(),
                    version.key().type(),
                    version.key().name(),
                    "ok");
        }
    }
}
