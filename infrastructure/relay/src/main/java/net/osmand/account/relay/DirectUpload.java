package net.osmand.account.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Follows the steps of docs/uploads.md: starts an upload, sends its bytes to S3, completes it, and waits until the API
 * has checked it.
 */
final class DirectUpload {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Number of parts that are signed together and sent in parallel, well within the 15 minutes that a link is valid.
     */
    private static final int BATCH = 4;

    private static final int TRANSFERS = 32;
    private static final int TRIES = 4;
    private static final Duration PART = Duration.ofMinutes(5);
    private static final long FIRST_POLL_MILLIS = 200;
    private static final long LONGEST_POLL_MILLIS = 2000;

    private final ApiCalls api;
    private final Upstream upstream;
    private final Settings.Limits limits;
    private final Semaphore transfers = new Semaphore(TRANSFERS, true);

    DirectUpload(ApiCalls api, Upstream upstream, Settings.Limits limits) {
        this.api = api;
        this.upstream = upstream;
        this.limits = limits;
    }

    /** The version that an upload created. */
    record Stored(long fileSize, long updateTime) {}

    /**
     * Uploads a file as a new version. If it fails before the API has all bytes, the upload is cancelled.
     *
     * @throws RelayException if the API rejects the upload or stays unreachable
     */
    Stored send(Exchange caller, String type, String name, long clientTime, UploadBody file) {
        var size = file.content().size();
        var wanted = JSON.createObjectNode()
                .put("type", type)
                .put("name", name)
                .put("size", size)
                .put("clienttime", clientTime);
        if (file.digests().size() == 1) {
            wanted.put("sha256", file.digests().getFirst());
        }
        var started = api.start(caller, "/v1/uploads", wanted);
        if (!started.ok()) {
            throw started.refusal();
        }
        var upload = started.body();
        if (isDone(upload)) {
            return stored(upload);
        }
        var path = "/v1/uploads/" + upload.path("id").asText();
        try {
            transfer(caller, path, upload, file);
            return await(caller, path);
        } catch (RuntimeException e) {
            cancel(caller, path);
            throw e;
        }
    }

    private void transfer(Exchange caller, String path, JsonNode upload, UploadBody file) {
        if (upload.has("put")) {
            var size = file.content().size();
            put(
                    file.content(),
                    0,
                    size,
                    upload.path("put"),
                    () -> api.get(caller, path).body().path("put"));
            return;
        }
        var partSize = upload.path("part_size").asInt(PartDigests.PART);
        var digests = partSize == PartDigests.PART ? file.digests() : digests(file.content(), partSize);
        for (var first = 0; first < digests.size(); first += BATCH) {
            var numbers = IntStream.range(first, Math.min(digests.size(), first + BATCH))
                    .mapToObj(index -> index + 1)
                    .toList();
            var links = sign(caller, path, numbers, digests);
            var running = new ArrayList<Future<?>>();
            for (var i = 0; i < numbers.size(); i++) {
                var number = numbers.get(i);
                var link = links.path(i);
                var from = (number - 1L) * partSize;
                var length = Math.min(partSize, file.content().size() - from);
                running.add(upstream.executor()
                        .submit(() -> put(
                                file.content(),
                                from,
                                length,
                                link,
                                () -> sign(caller, path, List.of(number), digests)
                                        .path(0))));
            }
            joinAll(running);
        }
    }

    private JsonNode sign(Exchange caller, String path, List<Integer> numbers, List<String> digests) {
        var wanted = JSON.createObjectNode();
        var parts = wanted.putArray("parts");
        numbers.forEach(number -> parts.addObject().put("number", number).put("sha256", digests.get(number - 1)));
        var reply = api.post(caller, path + "/parts", Optional.of(wanted));
        if (!reply.ok()) {
            throw reply.refusal();
        }
        return reply.body().path("parts");
    }

    /** Sends one part. A failed part is signed and sent again. Status 412 means that S3 already has it. */
    private void put(SpoolFile file, long from, long length, JsonNode link, Supplier<JsonNode> sign) {
        var backoff = new Backoff(limits.retry());
        var current = link;
        for (var attempt = 1; ; attempt++) {
            var status = put(file, from, length, current);
            if (status == 200 || status == 412) {
                return;
            }
            if (attempt >= TRIES && !backoff.mayRepeat()) {
                throw RelayException.unreachable();
            }
            backoff.pause(0);
            current = sign.get();
            if (!current.has("url")) {
                return;
            }
        }
    }

    private int put(SpoolFile file, long from, long length, JsonNode link) {
        var request = HttpRequest.newBuilder(URI.create(link.path("url").asText()))
                .PUT(upstream.body(() -> file.read(from, length), length))
                .timeout(PART);
        link.path("headers").properties().forEach(header -> {
            if (HeaderRules.comesFromApi(header.getKey())) {
                request.setHeader(header.getKey(), header.getValue().asText());
            }
        });
        transfers.acquireUninterruptibly();
        try {
            var response = upstream.send(request.build());
            try (var in = response.body()) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return response.statusCode();
        } catch (IOException _) {
            return 0;
        } finally {
            transfers.release();
        }
    }

    private Stored await(Exchange caller, String path) {
        var completed = api.post(caller, path + "/complete", Optional.empty());
        var end = System.nanoTime() + limits.check().toNanos();
        for (var pause = FIRST_POLL_MILLIS; ; pause = Math.min(LONGEST_POLL_MILLIS, pause * 2)) {
            if (!completed.ok()) {
                throw completed.refusal();
            }
            var upload = completed.body();
            if (isDone(upload)) {
                return stored(upload);
            }
            if (upload.path("state").asText().equals("failed")) {
                var error = upload.path("error");
                throw error.has("code")
                        ? new RelayException(
                                400,
                                error.path("code").asInt(),
                                error.path("detail").asText())
                        : RelayException.busy();
            }
            if (System.nanoTime() > end) {
                throw new RelayException(504, RelayException.TEMPORARY, "the check of the file took too long");
            }
            Backoff.sleep(pause);
            completed = api.get(caller, path);
        }
    }

    /** Cancels the upload to release its quota. Without this call the API releases it after a day. */
    private void cancel(Exchange caller, String path) {
        try {
            api.delete(caller, path);
        } catch (IOException | RuntimeException _) {
            // The API is unreachable.
        }
    }

    private static boolean isDone(JsonNode upload) {
        return upload.path("state").asText().equals("done");
    }

    private static Stored stored(JsonNode upload) {
        return new Stored(
                upload.path("filesize").asLong(), upload.path("updatetime").asLong());
    }

    private static List<String> digests(SpoolFile file, int partSize) {
        var digests = new PartDigests(OutputStream.nullOutputStream(), partSize);
        try (var in = file.read(0, file.size())) {
            in.transferTo(digests);
        } catch (IOException _) {
            throw RelayException.busy();
        }
        return digests.finish();
    }

    private static void joinAll(List<Future<?>> running) {
        try {
            for (var one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            @Nullable Throwable cause = e.getCause();
            throw cause instanceof RelayException refusal ? refusal : RelayException.busy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RelayException.busy();
        } finally {
            running.forEach(one -> one.cancel(true));
        }
    }
}
