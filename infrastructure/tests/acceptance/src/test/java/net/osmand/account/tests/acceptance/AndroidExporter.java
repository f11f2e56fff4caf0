package net.osmand.account.tests.acceptance;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Uploads as the Android app does (docs/apps.md): light files in four parallel requests, then heavy files one by one,
 * then deletions. The first error ends the sync: queued uploads are cancelled and later steps are skipped.
 */
final class AndroidExporter {
    /** Size in bytes above which a file is heavy and is uploaded after all light files. */
    private static final long HEAVY = 10L << 20;

    private static final int AT_ONCE = 4;
    private static final String BOUNDARY = "CowMooCowMooCowCowCow";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI host;
    private final TestApp app;
    private final AtomicReference<String> error = new AtomicReference<>("");

    AndroidExporter(URI host, TestApp app) {
        this.host = host;
        this.app = app;
    }

    /** A compressed file on the phone. */
    record Item(String name, Path gzip) {
        long size() {
            try {
                return Files.size(gzip);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Runs one sync. Returns the text of the first error, or an empty string. */
    String sync(List<Item> changed, List<String> deleted) {
        inPool(changed.stream().filter(item -> item.size() <= HEAVY).toList(), this::upload);
        for (var item : changed.stream().filter(item -> item.size() > HEAVY).toList()) {
            stepOn(() -> upload(item));
        }
        if (error.get().isEmpty()) {
            inPool(deleted, this::delete);
        }
        return error.get();
    }

    private <T> void inPool(List<T> items, Consumer<T> step) {
        try (var pool = Executors.newFixedThreadPool(AT_ONCE)) {
            var running = new ArrayList<CompletableFuture<Void>>();
            items.forEach(item -> running.add(CompletableFuture.runAsync(() -> stepOn(() -> step.accept(item)), pool)));
            running.forEach(CompletableFuture::join);
        }
    }

    private void stepOn(Runnable step) {
        if (error.get().isEmpty()) {
            step.run();
        }
    }

    private void upload(Item item) {
        var head =
                "--%s\r\ncontent-disposition: form-data; name=\"file\"; filename=\"%s.gz\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                        .formatted(BOUNDARY, item.name());
        var query = app.with(Map.of("type", "GPX", "name", item.name(), "clienttime", "1700000000000"));
        send(HttpRequest.newBuilder(URI.create(host + "/userdata/upload-file?" + TestStack.form(query)))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .header("Accept-Encoding", "deflate, gzip")
                .POST(BodyPublishers.ofInputStream(() -> new SequenceInputStream(Collections.enumeration(
                        List.of(bytes(head), content(item.gzip()), bytes("\r\n--" + BOUNDARY + "--\r\n")))))));
    }

    private void delete(String name) {
        var form = TestStack.form(app.with(Map.of("type", "GPX", "name", name)));
        send(HttpRequest.newBuilder(URI.create(host + "/userdata/delete-file"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** Sends a request. Only status 200 with {@code "status": "ok"} counts as success. */
    private void send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200 || !answer.body().contains("\"status\":\"ok\"")) {
                error.compareAndSet("", answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            error.compareAndSet("", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            error.compareAndSet("", e.toString());
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream content(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
