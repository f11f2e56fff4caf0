package net.osmand.account.aws;

import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Reports each HTTP attempt of a client to {@link AwsCallListener}: once before it is sent, and once after a response
 * arrived. An error response is reported without a response object, before the SDK retries or fails.
 */
final class AwsCallInterceptor implements ExecutionInterceptor {
    private final AwsCallListener calls;

    AwsCallInterceptor(AwsCallListener calls) {
        this.calls = calls;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        calls.before(new AwsCall(
                service(attributes),
                operation(attributes),
                context.request(),
                Optional.empty(),
                sent(context.httpRequest()),
                0));
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        if (!context.httpResponse().isSuccessful()) {
            calls.after(new AwsCall(
                    service(attributes),
                    operation(attributes),
                    context.request(),
                    Optional.empty(),
                    sent(context.httpRequest()),
                    received(context.httpResponse())));
        }
    }

    @Override
    public void afterUnmarshalling(Context.AfterUnmarshalling context, ExecutionAttributes attributes) {
        calls.after(new AwsCall(
                service(attributes),
                operation(attributes),
                context.request(),
                Optional.of(context.response()),
                sent(context.httpRequest()),
                received(context.httpResponse())));
    }

    private static long sent(SdkHttpRequest request) {
        return request.firstMatchingHeader("Content-Length")
                .map(Long::parseLong)
                .orElse(0L);
    }

    private static long received(SdkHttpResponse response) {
        return response.firstMatchingHeader("Content-Length")
                .map(Long::parseLong)
                .orElse(0L);
    }

    private static String service(ExecutionAttributes attributes) {
        return attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
    }

    private static String operation(ExecutionAttributes attributes) {
        return attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    }
}
