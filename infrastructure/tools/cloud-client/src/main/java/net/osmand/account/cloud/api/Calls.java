package net.osmand.account.cloud.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/** Builds and sends requests to one server. A failed connection ends the command with a one-line message. */
final class Calls {
    private static final byte[] NOTHING = {};
    private static final String FORM = "application/x-www-form-urlencoded;charset=UTF-8";

    private final URI server;
    private final Exchange exchange;

    Calls(URI server, Exchange exchange) {
        this.server = server;
        this.exchange = exchange;
    }

    Reply get(String path, Map<String, String> query, Map<String, String> headers) {
        return send(Request.get(uri(path, query), headers));
    }

    JsonNode json(String path, Map<String, String> query, Map<String, String> headers) {
        return json(Request.get(uri(path, query), headers));
    }

    JsonNode postForm(String path, Map<String, String> form) {
        var body = form(form).getBytes(StandardCharsets.UTF_8);
        return json(new Request("POST", uri(path, Map.of()), Map.of("Content-Type", FORM), body));
    }

    JsonNode post(String path, Map<String, String> query, Map<String, String> headers, byte[] body) {
        return json(new Request("POST", uri(path, query), headers, body));
    }

    Reply delete(String path, Map<String, String> headers) {
        return send(new Request("DELETE", uri(path, Map.of()), headers, NOTHING));
    }

    JsonNode json(Request request) {
        try {
            return Answers.json(send(request));
        } catch (IOException e) {
            throw unreachable(request.uri(), e);
        }
    }

    Reply send(Request request) {
        try {
            return exchange.send(request);
        } catch (IOException e) {
            throw unreachable(request.uri(), e);
        }
    }

    URI uri(String path, Map<String, String> query) {
        var base = server.toString().replaceAll("/+$", "");
        return URI.create(base + path + (query.isEmpty() ? "" : "?" + form(query)));
    }

    static CloudException unreachable(URI uri, IOException cause) {
        var host = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        var why = switch (cause) {
            case UnknownHostException _ -> "The host %s is unknown.";
            case ConnectException _ -> "No server answers at %s.";
            case SSLException _ -> "The connection to %s is not secure: its certificate is not accepted.";
            case InterruptedIOException _ -> "The connection to %s was interrupted.";
            default -> "The connection to %s failed.";
        };
        return new CloudException(ExitCode.NO_SERVER, why.formatted(host), cause);
    }

    static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
