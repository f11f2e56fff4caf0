package net.osmand.account.tests.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.osmand.account.core.files.FileIndex;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.AccountId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Simulates the app on one device. Its requests match the Android app's: chunked multipart bodies, form bodies, gzip,
 * and the empty probe first.
 */
final class TestApp {
    private static final String BOUNDARY = "CowMooCowMooCowCowCow";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The account of each stack from which {@link #copied} copies. The tests leave it unchanged. */
    private static final Map<TestStack, TestApp> ORIGINALS = new ConcurrentHashMap<>();

    private final TestStack stack;
    private final String email;
    private final String nativeId;
    private final Map<Long, byte[]> acknowledged = new ConcurrentHashMap<>();
    private String deviceId = "";
    private String accessToken = "";
    private int number;

    TestApp(TestStack stack, String email, String nativeId) {
        this.stack = stack;
        this.email = email;
        this.nativeId = nativeId;
    }

    /** Signs up a new account with one device. */
    static TestApp signedUp(TestStack stack) {
        var app = new TestApp(stack, TestStack.freshEmail(), "phone");
        app.register("false");
        app.signIn();
        return app;
    }

    /**
     * Creates a new account with one device without a sign-up: copies the rows of a signed-up account under another
     * number.
     */
    static TestApp copied(TestStack stack) {
        var original = ORIGINALS.computeIfAbsent(stack, TestApp::signedUp);
        var account = new AccountId(RANDOM.nextInt(1, Integer.MAX_VALUE));
        var token = AccessToken.create(account, RANDOM);
        var rows = Invariants.items(stack, "AccountsTable", "A#" + original.account());
        for (var row : rows) {
            var copy = new HashMap<>(row);
            copy.put("pk", AttributeValue.fromS("A#" + account.value()));
            copy.computeIfPresent("tokenHash", (_, _) -> AttributeValue.fromS(token.hash()));
            stack.local()
                    .dynamoDb()
                    .putItem(put -> put.tableName("AccountsTable").item(copy));
        }
        for (var row : Invariants.items(stack, "FilesTable", "A#" + original.account())) {
            var copy = new HashMap<>(row);
            copy.put("pk", AttributeValue.fromS("A#" + account.value()));
            copy.put("sh", AttributeValue.fromN(Integer.toString(account.value() % FileIndex.CHECK_SHARDS)));
            stack.local().dynamoDb().putItem(put -> put.tableName("FilesTable").item(copy));
        }
        var app = new TestApp(stack, original.email, original.nativeId);
        app.deviceId = original.deviceId;
        app.accessToken = Logs.secret(token.reveal());
        return app;
    }

    /** Returns a device that signed in earlier, with the credentials that it has kept. */
    static TestApp of(TestStack stack, String email, String deviceId, String accessToken) {
        var app = new TestApp(stack, email, "phone");
        app.deviceId = deviceId;
        app.accessToken = Logs.secret(accessToken);
        return app;
    }

    /** Returns the same device with its credentials and acknowledged versions on a restarted stack. */
    TestApp onStack(TestStack restarted) {
        var app = new TestApp(restarted, email, nativeId);
        app.deviceId = deviceId;
        app.accessToken = accessToken;
        app.acknowledged.putAll(acknowledged);
        app.number = number;
        return app;
    }

    /** Signs in another device of the same account. */
    TestApp another(String otherNativeId) {
        var app = new TestApp(stack, email, otherNativeId);
        app.register("true");
        app.signIn();
        return app;
    }

    TestStack stack() {
        return stack;
    }

    String email() {
        return email;
    }

    HttpResponse<byte[]> register(String login) {
        return stack.post(
                "/userdata/user-register", Map.of("email", email, "login", login, "deviceid", nativeId, "lang", "en"));
    }

    HttpResponse<byte[]> deviceRegister(String code) {
        return stack.post(
                "/userdata/device-register",
                Map.of("email", email, "token", code, "deviceid", nativeId, "model", "Pixel 9", "brand", "Google"));
    }

    void signIn() {
        becomeDevice(deviceRegister(stack.newestCode(email)));
    }

    /** Becomes the device that the answer of device-register describes. */
    void becomeDevice(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(new String(answer.body(), StandardCharsets.UTF_8));
        }
        var device = TestStack.json(answer);
        deviceId = Integer.toString(device.path("id").asInt());
        accessToken = Logs.secret(device.path("accesstoken").asText());
    }

    Map<String, String> with(Map<String, String> more) {
        var all = new HashMap<>(more);
        all.put("deviceid", deviceId);
        all.put("accessToken", accessToken);
        return all;
    }

    String deviceId() {
        return deviceId;
    }

    String accessToken() {
        return accessToken;
    }

    HttpResponse<byte[]> upload(String type, String name, byte[] gzip, long clientTime) {
        var header =
                "content-disposition: form-data; name=\"file\"; filename=\"%s.gz\"\r\ncontent-type: application/octet-stream"
                        .formatted(name);
        return upload(type, name, header, gzip, clientTime);
    }

    /** Uploads with a custom part header. */
    HttpResponse<byte[]> upload(String type, String name, String header, byte[] gzip, long clientTime) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--" + BOUNDARY + "\r\n" + header + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(gzip);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        var query = with(Map.of("type", type, "name", name, "clienttime", Long.toString(clientTime)));
        var answer = stack.send(HttpRequest.newBuilder(stack.uri("/userdata/upload-file?" + TestStack.form(query)))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .header("Accept-Encoding", "deflate, gzip")
                // A stream has no Content-Length, so the body is chunked, as Android sends it.
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.toByteArray()))));
        if (answer.statusCode() == 200) {
            acknowledged.put(TestStack.json(answer).path("updatetime").asLong(), gzip);
        }
        return answer;
    }

    /** Returns the gzip of each acknowledged version by its update time. */
    Map<Long, byte[]> acknowledged() {
        return acknowledged;
    }

    /** Sets the plan to Pro as a purchase does. The checks of an upload read the plan. */
    TestApp grantPro() {
        return plan("PRO");
    }

    /** Ends the Pro plan as the end of a purchase does. */
    void endPro() {
        plan("START");
    }

    private TestApp plan(String plan) {
        stack.local()
                .dynamoDb()
                .updateItem(u -> u.tableName("AccountsTable")
                        .key(Map.of(
                                "pk", AttributeValue.fromS("A#" + account()), "sk", AttributeValue.fromS("ACCOUNT")))
                        .updateExpression("SET #plan = :plan")
                        .expressionAttributeNames(Map.of("#plan", "plan"))
                        .expressionAttributeValues(Map.of(":plan", AttributeValue.fromS(plan))));
        return this;
    }

    /** Returns the account's number. Only the first call asks the API, because the list of a large account is a link. */
    int account() {
        if (number == 0) {
            number = list().path("userid").asInt();
        }
        return number;
    }

    /** Uploads and returns the version's update time. */
    long store(String type, String name, String content) {
        var answer = upload(type, name, gzip(content.getBytes(StandardCharsets.UTF_8)), 1);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(new String(answer.body(), StandardCharsets.UTF_8));
        }
        return TestStack.json(answer).path("updatetime").asLong();
    }

    /** Returns the update time of the newest row, which may be a deletion marker. */
    long newest() {
        return list().path("allFiles").path(0).path("updatetimems").asLong();
    }

    /** Returns the file sizes of all rows, newest first, with -1 for deletion markers. */
    List<Integer> sizes() {
        return list().path("allFiles")
                .valueStream()
                .map(row -> row.path("filesize").asInt())
                .toList();
    }

    /** Returns the contents of the current versions. */
    List<String> live() {
        return list().path("uniqueFiles")
                .valueStream()
                .map(row -> content(
                        row.path("type").asText(),
                        row.path("name").asText(),
                        row.path("updatetimems").asLong()))
                .toList();
    }

    HttpResponse<byte[]> listing(Map<String, String> query) {
        return stack.get("/userdata/list-files", with(query));
    }

    JsonNode list() {
        return TestStack.json(listing(Map.of("allVersions", "true")));
    }

    HttpResponse<byte[]> download(String type, String name, long updateTime) {
        var query = with(Map.of("type", type, "name", name, "updatetime", Long.toString(updateTime)));
        return stack.send(HttpRequest.newBuilder(stack.uri("/userdata/download-file?" + TestStack.form(query)))
                .header("Accept-Encoding", "deflate, gzip"));
    }

    String content(String type, String name, long updateTime) {
        return new String(gunzip(download(type, name, updateTime).body()), StandardCharsets.UTF_8);
    }

    HttpResponse<byte[]> delete(String type, String name) {
        return stack.post("/userdata/delete-file", with(Map.of("type", type, "name", name)));
    }

    HttpResponse<byte[]> deleteVersion(String type, String name, long updateTime) {
        return stack.post(
                "/userdata/delete-file-version",
                with(Map.of("type", type, "name", name, "updatetime", Long.toString(updateTime))));
    }

    static byte[] gzip(byte[] content) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    static byte[] gunzip(byte[] gzip) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
