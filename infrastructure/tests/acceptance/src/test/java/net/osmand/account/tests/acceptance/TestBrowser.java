package net.osmand.account.tests.acceptance;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A browser at the portal. It keeps the session cookie and sends the origin of its requests. */
final class TestBrowser {
    private final TestStack stack;
    private final Map<String, String> headers = new HashMap<>(Map.of("Sec-Fetch-Site", "same-origin"));
    private String cookie = "";
    private String browserCookie = "";

    TestBrowser(TestStack stack) {
        this.stack = stack;
    }

    /** Signs up by a code with this password. */
    static TestBrowser signedUp(TestStack stack, String email, String password) {
        var browser = new TestBrowser(stack);
        browser.register(email, true);
        var answer = browser.activate(email, stack.newestCode(email), password);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(text(answer));
        }
        return browser;
    }

    /** Acts as a device: sends the device's token instead of a session cookie. */
    static TestBrowser of(TestApp app) {
        return new TestBrowser(app.stack()).withHeader("Authorization", "Bearer " + app.accessToken());
    }

    /** Adds this header to all further requests, or removes it if the value is empty. */
    TestBrowser withHeader(String header, String value) {
        headers.remove(header);
        if (!value.isEmpty()) {
            headers.put(header, value);
        }
        return this;
    }

    /** Continues a session that began earlier. */
    TestBrowser withCookie(String kept) {
        cookie = kept;
        Logs.secret(kept.substring(kept.indexOf('=') + 1));
        return this;
    }

    boolean hasCookie() {
        return !cookie.isEmpty();
    }

    String cookie() {
        return cookie;
    }

    /** Returns a second browser with the same cookie, such as another tab or a thief's browser. */
    TestBrowser copy() {
        return onStack(stack);
    }

    /** Returns the same session on a restarted stack. */
    TestBrowser onStack(TestStack restarted) {
        var copy = new TestBrowser(restarted);
        copy.cookie = cookie;
        return copy;
    }

    HttpResponse<byte[]> get(String path, Map<String, String> query) {
        return send(HttpRequest.newBuilder(stack.uri(path + "?" + TestStack.form(query))));
    }

    HttpResponse<byte[]> post(String path, Map<String, String> query, String json) {
        return post(path, query, "application/json", json);
    }

    /** JSON that is sent as plain text, as some calls of the public client do. */
    HttpResponse<byte[]> postText(String path, Map<String, String> query, String json) {
        return post(path, query, "text/plain;charset=UTF-8", json);
    }

    private HttpResponse<byte[]> post(String path, Map<String, String> query, String contentType, String json) {
        return send(HttpRequest.newBuilder(stack.uri(path + "?" + TestStack.form(query)))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpResponse<byte[]> delete(String path) {
        return send(HttpRequest.newBuilder(stack.uri(path))
                .header("Content-Type", "application/json")
                .DELETE());
    }

    HttpResponse<byte[]> register(String email, boolean isNew) {
        return post(
                "/mapapi/auth/register",
                Map.of("lang", "en", "isNew", Boolean.toString(isNew)),
                credentials(Map.of("username", email)));
    }

    HttpResponse<byte[]> validate(String email, String code) {
        return post("/mapapi/auth/validate-token", Map.of(), credentials(Map.of("username", email, "token", code)));
    }

    HttpResponse<byte[]> activate(String email, String code, String password) {
        return post(
                "/mapapi/auth/activate",
                Map.of(),
                credentials(Map.of("username", email, "token", code, "password", password, "lang", "en")));
    }

    HttpResponse<byte[]> login(String email, String password) {
        return post(
                "/mapapi/auth/login",
                Map.of(),
                credentials(Map.of("username", email, "password", password, "lang", "en")));
    }

    HttpResponse<byte[]> sendCode(String action) {
        return post("/mapapi/auth/send-code", Map.of("action", action, "lang", "en"), "{}");
    }

    HttpResponse<byte[]> changeEmail(String newEmail, String code) {
        return post("/mapapi/auth/change-email", Map.of(), credentials(Map.of("username", newEmail, "token", code)));
    }

    HttpResponse<byte[]> upload(String type, String name, byte[] gzip) {
        return upload(Map.of("type", type, "name", name), gzip);
    }

    /** Uploads with a custom query. */
    HttpResponse<byte[]> upload(Map<String, String> query, byte[] gzip) {
        return uploadTo("/mapapi/upload-file", query, gzip);
    }

    /** Sends a multipart upload with one part. */
    HttpResponse<byte[]> uploadTo(String path, Map<String, String> query, byte[] gzip) {
        var body = new ByteArrayOutputStream();
        body.writeBytes("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(gzip);
        body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(stack.uri(path + "?" + TestStack.form(query)))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    HttpResponse<byte[]> info() {
        return get("/mapapi/auth/info", Map.of());
    }

    /** Returns the signed-in address, or an empty string. */
    String signedInAs() {
        return TestStack.json(info()).path("username").asText();
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) {
        headers.forEach(request::header);
        if (!cookie.isEmpty()) {
            request.header("Cookie", "email=x; " + cookie + "; " + browserCookie);
        } else if (!browserCookie.isEmpty()) {
            request.header("Cookie", browserCookie);
        }
        var answer = stack.send(request);
        answer.headers().allValues("set-cookie").forEach(set -> {
            var pair = set.substring(0, set.indexOf(';'));
            if (pair.startsWith("browser=")) {
                browserCookie = pair;
            } else {
                cookie = pair.endsWith("=") ? "" : pair;
            }
            Logs.secret(pair.substring(pair.indexOf('=') + 1));
        });
        return answer;
    }

    static Optional<String> setCookie(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("set-cookie");
    }

    static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String credentials(Map<String, String> values) {
        return TestStack.JSON.valueToTree(values).toString();
    }
}
