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

/**
 * The HTTP client for the API, S3 and the other host. It does not follow redirects and uses HTTP/1.1, which needs only
 * small buffers.
 */
final class Upstream implements Closeable {
    static {
        // Shorter than the keep-alive time of any server, because a request on a closing connection would fail.
        System.getProperties().putIfAbsent("jdk.httpclient.keepalive.timeout", "5");
    }

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .executor(executor)
            .build();

    /** Sends a request. The body of the answer is streamed. */
    HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Publishes a stream in small pieces as fast as the connection accepts them. The length is -1 if it is unknown. */
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

    /** Reads in another thread, because a slow caller must not block the client's thread for all connections. */
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
