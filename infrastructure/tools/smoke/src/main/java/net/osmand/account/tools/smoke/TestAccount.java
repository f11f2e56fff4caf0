package net.osmand.account.tools.smoke;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The account that the checks use. It signs up with the app's calls and is deleted at the end. */
final class TestAccount {
    private final Api api;
    private final Codes codes;
    private final String email;
    private Map<String, String> device = Map.of();

    TestAccount(Api api, Codes codes, String email) {
        this.api = api;
        this.codes = codes;
        this.email = email;
    }

    String email() {
        return email;
    }

    boolean exists() {
        return !device.isEmpty();
    }

    String code(String purpose) throws IOException {
        return codes.next(email, purpose);
    }

    /**
     * Requests a mailed code.
     *
     * @param login whether the account may exist; then the code signs in another device
     */
    Answer register(boolean login) throws IOException {
        return api.postForm(
                "/userdata/user-register",
                Map.of("email", email, "login", Boolean.toString(login), "deviceid", nativeId(), "lang", "en"));
    }

    /** Registers a device with a code. Later calls use the first device. */
    Answer registerDevice(String code) throws IOException {
        var answer = api.postForm(
                "/userdata/device-register",
                Map.of(
                        "email",
                        email,
                        "token",
                        code,
                        "deviceid",
                        nativeId(),
                        "brand",
                        "OsmAnd",
                        "model",
                        "smoke test"));
        var token = answer.json().path("accesstoken").asText();
        if (answer.isOk() && !token.isEmpty() && !exists()) {
            device = Map.of("deviceid", answer.json().path("id").asText(), "accessToken", token);
        }
        return answer;
    }

    Answer upload(String name, byte[] gzip, boolean chunked) throws IOException {
        return api.upload("/userdata/upload-file", with(Map.of("type", "FAVOURITES", "name", name)), gzip, chunked);
    }

    /** Downloads without Accept-Encoding, so a large file must come from S3. */
    Answer download(String name) throws IOException {
        return api.get("/userdata/download-file", with(Map.of("type", "FAVOURITES", "name", name)));
    }

    Answer deleteVersion(String name, String updateTime) throws IOException {
        return api.postForm(
                "/userdata/delete-file-version",
                with(Map.of("type", "FAVOURITES", "name", name, "updatetime", updateTime)));
    }

    /** Deletes the account and its files with another code. */
    Answer delete() throws IOException {
        var sent = api.postJson("/userdata/send-code", with(Map.of()), Map.of("action", "delete", "lang", "en"));
        if (!sent.isOk()) {
            return sent;
        }
        var code = code("deletion");
        return api.postJson("/userdata/delete-account", with(Map.of()), Map.of("username", email, "token", code));
    }

    /** The native id of the first or the second device. If a device registered again, its token would change. */
    private String nativeId() {
        return exists() ? "smoke-2" : "smoke-1";
    }

    private Map<String, String> with(Map<String, String> more) {
        var all = new HashMap<>(device);
        all.putAll(more);
        return all;
    }
}
