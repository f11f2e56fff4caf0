package net.osmand.account.relay;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The destination of a request, chosen by method and path. */
enum Route {
    /** Forwarded to the API. */
    API,
    /** Forwarded to the API, or sent to S3 if it is too large for the API. */
    UPLOAD,
    /** Forwarded to the API. Files that are too large for the API are read from S3. */
    DOWNLOAD,
    /** The account's web page. */
    WEB,
    /** Forwarded to the other host. */
    REST,
    /** Answered with 404. */
    REFUSED,
    /** Answered by the relay itself. */
    HEALTH;

    private static final List<String> API_PREFIXES = List.of(
            "/userdata/",
            "/mapapi/",
            "/share/",
            "/v1/",
            "/webhooks/",
            "/subscription/",
            "/api/subscriptions/",
            "/api/inapps/");
    private static final Set<String> API_PATHS = Set.of("/api/purchase-complete");
    private static final Set<String> UPLOADS = Set.of("/userdata/upload-file", "/mapapi/upload-file");
    private static final Set<String> DOWNLOADS =
            Set.of("/mapapi/download-file", "/mapapi/download-file-from-prev-version");
    private static final List<String> WEB_PREFIXES = List.of("/map/account/", "/assets/");
    private static final String TRACK_DATA = "/gpx/process-track-data";

    /** Returns the route of a request. */
    static Route of(String method, String path, Settings settings) {
        if (path.equals("/relay/health")) {
            return HEALTH;
        }
        if (UPLOADS.contains(path) && method.equals("POST")) {
            return UPLOAD;
        }
        if (DOWNLOADS.contains(path) && method.equals("GET")) {
            return DOWNLOAD;
        }
        if (API_PATHS.contains(path) || API_PREFIXES.stream().anyMatch(path::startsWith)) {
            return API;
        }
        if (settings.web().isPresent() && WEB_PREFIXES.stream().anyMatch((path + "/")::startsWith)) {
            return WEB;
        }
        var trackData = path.toLowerCase(Locale.ROOT).startsWith(TRACK_DATA);
        return settings.rest().isEmpty() || (settings.noTrackData() && trackData) ? REFUSED : REST;
    }

    /** Returns the part of a path that may be logged, because it contains no identifier. */
    static String logged(String path) {
        return API_PREFIXES.stream().filter(path::startsWith).findFirst().orElse("other");
    }
}
