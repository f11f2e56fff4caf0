package net.osmand.account.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import net.osmand.account.cloud.api.HttpExchange;
import net.osmand.account.devserver.DevServer;

/** A dev server for the tests of the commands. */
final class TestServer {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern CODE = Pattern.compile("\\b\\d{6,8}\\b");

    private TestServer() {}

    static Path template() {
        var root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("template.yaml"))) {
            root = Objects.requireNonNull(root.getParent());
        }
        return root.resolve("template.yaml");
    }

    /** Signs in. The mail is read while the command waits for the code. */
    static CommandLineRun login(DevServer server, Path configuration, String profile, String email) {
        return CommandLineRun.of(
                configuration,
                new HttpExchange(),
                () -> newestCode(server, email),
                "login",
                "--profile",
                profile,
                "--server",
                server.uri().toString(),
                "--email",
                email,
                "--create");
    }

    /** Returns the code of the newest mail to the address, followed by a line break. */
    static String newestCode(DevServer server, String email) {
        var uri = server.uri().resolve("/local/inbox?to=" + email);
        var messages = json(sent(HttpRequest.newBuilder(uri).build()).body()).path("messages");
        var code = CODE.matcher(messages.path(messages.size() - 1).path("text").asText());
        assertThat(code.find()).isTrue();
        return code.group() + "\n";
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moves the server's clock. */
    static void advance(DevServer server, Duration by) {
        var uri = server.uri().resolve("/local/clock?advance=" + by);
        var request = HttpRequest.newBuilder(uri).POST(BodyPublishers.noBody()).build();
        assertThat(sent(request).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> sent(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
