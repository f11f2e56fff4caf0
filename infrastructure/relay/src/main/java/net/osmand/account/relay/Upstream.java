package net.osmand.account.relay;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/** The HTTP client for the API, S3 and the other host. It follows no redirect and uses HTTP/1.1, whose buffers are small. */
final class Upstream implements Closeable {
    static {
        // Shorter than any server keeps them: a request on a connection that is being closed would fail.
        System.getProperties().putIfAbsent("jdk.httpclient.keepalive.timeout", "5");
    }

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .executor(executor)
            .build();

    /** Sends a request; the body of the answer is read as it arrives. */
    HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** A body that is read from a stream in small pieces, each when the connection takes it. The length is -1 if it is not known. */
    BodyPublisher body(Supplier<InputStream> stream, long length) {
        var pieces = BodyPublishers.ofInputStream(stream);
        var ownThread = new Flow.Publisher<ByteBuffer>() {
            @Override
            public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
                pieces.subscribe(new OwnThread(subscriber, executor));
            }
        };
        return length < 0
                ? BodyPublishers.fromPublisher(ownThread)
                : length == 0 ? BodyPublishers.noBody() : BodyPublishers.fromPublisher(ownThread, length);
    }

    ExecutorService executor() {
        return executor;
    }

    @Override
    public void close() {
        client.shutdownNow();
        executor.shutdownNow();
    }

    /** Reads in a thread of its own: a slow caller must not hold up the client's thread for all connections. */
    private record OwnThread(Flow.Subscriber<? super ByteBuffer> to, ExecutorService executor)
            implements Flow.Subscriber<ByteBuffer> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            to.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {
                    executor.execute(() -> subscription.request(n));
                }

                @Override
                public void cancel() {
                    subscription.cancel();
                }
            });
        }

        @Override
        public void onNext(ByteBuffer item) {
            to.onNext(item);
        }

        @Override
        public void onError(Throwable failure) {
            to.onError(failure);
        }

        @Override
        public void onComplete() {
            to.onComplete();
        }
    }
}
