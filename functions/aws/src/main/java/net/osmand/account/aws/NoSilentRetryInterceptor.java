package net.osmand.account.aws;

import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Adds an empty body to requests without one. The JDK's HttpURLConnection silently repeats a request if the connection
 * closes before a response, but never a request with a streamed body.
 */
final class NoSilentRetryInterceptor implements ExecutionInterceptor {
    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return context.requestBody().isPresent()
                ? context.httpRequest()
                : context.httpRequest().toBuilder()
                        .putHeader("Content-Length", "0")
                        .build();
    }

    @Override
    public Optional<RequestBody> modifyHttpContent(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return context.requestBody().or(() -> Optional.of(RequestBody.empty()));
    }
}
