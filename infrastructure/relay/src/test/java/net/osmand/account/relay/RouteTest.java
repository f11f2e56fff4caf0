package net.osmand.account.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the routes of requests, with and without another host. */
class RouteTest {
    private static final URI HOST = URI.create("http://127.0.0.1:1");

    @ParameterizedTest
    @CsvSource({
        "POST, /userdata/upload-file, UPLOAD",
        "POST, /mapapi/upload-file, UPLOAD",
        "GET, /userdata/upload-file, API",
        "GET, /mapapi/download-file, DOWNLOAD",
        "GET, /mapapi/download-file-from-prev-version, DOWNLOAD",
        "HEAD, /mapapi/download-file, API",
        "GET, /userdata/download-file, API",
        "GET, /mapapi/auth/info, API",
        "GET, /share/get-shared-with-me, API",
        "GET, /v1/uploads/7, API",
        "POST, /webhooks/fastspring, API",
        "POST, /subscription/register, API",
        "GET, /api/subscriptions/get, API",
        "GET, /api/inapps/get, API",
        "GET, /api/purchase-complete, API",
        "GET, /api/other, REST",
        "GET, /userdatafoo, REST",
        "GET, /v10/x, REST",
        "GET, /map/account, WEB",
        "GET, /map/account/, WEB",
        "GET, /map/accounting, REST",
        "GET, /assets/index.js, WEB",
        "GET, /, REST",
        "POST, /gpx/process-track-data, REST",
        "GET, /relay/health, HEALTH"
    })
    void goesByMethodAndPath(String method, String path, Route route) {
        assertThat(Route.of(method, path, settings(Optional.of(HOST), Optional.of(HOST), false)))
                .isEqualTo(route);
    }

    @ParameterizedTest
    @CsvSource({"/, REFUSED", "/map/account/, REFUSED", "/v1/plans, API"})
    void refusesOtherPathsWithoutAnotherHost(String path, Route route) {
        assertThat(Route.of("GET", path, settings(Optional.empty(), Optional.empty(), false)))
                .isEqualTo(route);
    }

    @ParameterizedTest
    @CsvSource({
        "/gpx/process-track-data, REFUSED",
        "/GPX/process-track-data, REFUSED",
        "/gpx/process-track-data/, REFUSED",
        "/gpx/upload-session-file, REST"
    })
    void keepsTrackDataOnRequest(String path, Route route) {
        assertThat(Route.of("POST", path, settings(Optional.of(HOST), Optional.empty(), true)))
                .isEqualTo(route);
    }

    private static Settings settings(Optional<URI> rest, Optional<URI> web, boolean noTrackData) {
        return new Settings(
                HOST,
                rest,
                web,
                "",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty(),
                Set.of(),
                noTrackData,
                Path.of("spool"),
                TestRelay.LIMITS);
    }
}
