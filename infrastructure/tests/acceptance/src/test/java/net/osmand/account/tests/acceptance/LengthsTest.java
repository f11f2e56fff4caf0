package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sends long names and long device texts through the routes (docs/protocol/transport.md#parameters). */
class LengthsTest {
    private static final String TYPE = "FAVOURITES";
    private static final String LONGEST = "🚲".repeat(256);
    private static final String TOO_LONG = LONGEST + "x";
    private static final byte[] GZIP = TestApp.gzip("<gpx/>".getBytes(StandardCharsets.UTF_8));

    private final TestStack stack = TestStack.shared();
    private final TestApp app = TestApp.signedUp(stack);
    private final TestBrowser browser = TestBrowser.of(app);

    @Test
    void aNameOf1024BytesIsUploadedListedAndDownloaded() {
        assertThat(app.upload(TYPE, LONGEST, GZIP, 1).statusCode()).isEqualTo(200);
        var query = Map.of("type", TYPE, "name", LONGEST);
        assertThat(stack.get("/userdata/download-file", app.with(query)).statusCode())
                .isEqualTo(200);
        assertThat(browser.get("/mapapi/download-file", query).statusCode()).isEqualTo(200);
        assertThat(browser.get("/v1/files/link", query).statusCode()).isEqualTo(200);
        assertThat(TestStack.json(stack.get("/userdata/list-files", app.with(Map.of())))
                        .path("uniqueFiles")
                        .path(0)
                        .path("name")
                        .asText())
                .isEqualTo(LONGEST);
    }

    @Test
    void aLongerNameIs105AndBelowV1BadRequest() {
        var query = Map.of("type", TYPE, "name", TOO_LONG, "updatetime", "1");
        assertThat(TestStack.errorCode(app.upload(TYPE, TOO_LONG, GZIP, 1))).isEqualTo(105);
        assertThat(TestStack.errorCode(browser.upload(TYPE, TOO_LONG, GZIP))).isEqualTo(105);
        for (var route : new String[] {"delete-file", "delete-file-version"}) {
            is105(stack.post("/userdata/" + route, app.with(query)));
            is105(browser.post("/mapapi/" + route, query, ""));
        }
        is105(stack.get("/userdata/download-file", app.with(query)));
        for (var route : new String[] {"download-file", "download-file-from-prev-version"}) {
            is105(browser.get("/mapapi/" + route, query));
        }
        for (var route : new String[] {"restore-file", "delete-file-all-versions"}) {
            is105(browser.post("/mapapi/" + route, query, ""));
        }
        assertThat(browser.get("/v1/files/link", query).statusCode()).isEqualTo(400);
        var upload = browser.post("/v1/uploads", Map.of(), """
            {"type":"%s","name":"%s","size":26,"sha256":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}\
            """.formatted(TYPE, TOO_LONG));
        assertThat(upload.statusCode()).isEqualTo(400);
    }

    @Test
    void aDeviceWithLongTextsUploads() {
        var text = "🗺".repeat(2_000);
        var email = TestStack.freshEmail();
        stack.post("/userdata/user-register", Map.of("email", email, "login", "false", "lang", text));
        var registered = stack.post(
                "/userdata/device-register",
                Map.of(
                        "email",
                        email,
                        "token",
                        stack.newestCode(email),
                        "deviceid",
                        text,
                        "brand",
                        text,
                        "model",
                        text,
                        "lang",
                        text));
        assertThat(registered.statusCode()).isEqualTo(200);
        var phone = new TestApp(stack, email, text);
        phone.becomeDevice(registered);

        assertThat(phone.upload(TYPE, "favorites.gpx", GZIP, 1).statusCode()).isEqualTo(200);
        var device = TestStack.json(TestBrowser.of(phone).get("/mapapi/devices", Map.of()))
                .path("devices")
                .path(0);
        for (var field : new String[] {"brand", "model", "lang"}) {
            assertThat(device.path(field).asText()).as(field).isEqualTo("🗺".repeat(64));
        }
    }

    private static void is105(HttpResponse<byte[]> answer) {
        assertThat(TestStack.errorCode(answer)).as("%s", answer.uri().getPath()).isEqualTo(105);
        assertThat(answer.statusCode()).isEqualTo(400);
    }
}
