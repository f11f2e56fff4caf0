package net.osmand.account.tests.acceptance;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import net.osmand.account.aws.AwsCallListener;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.functions.uploads.CheckUploadFunction;

/**
 * Runs the upload check function in its own JVM. The arguments are the SQS message and the offset of the stack's clock
 * in milliseconds; environment variables contain the stack's endpoints.
 */
public final class CheckInSmallHeap {
    private CheckInSmallHeap() {}

    /** Handles the message and prints the maximum heap size in MiB. */
    public static void main(String[] arguments) {
        var message = new SQSMessage();
        message.setBody(arguments[0]);
        var event = new SQSEvent();
        event.setRecords(List.of(message));
        var clock = Clock.offset(Clock.systemUTC(), Duration.ofMillis(Long.parseLong(arguments[1])));
        var environment = new LambdaEnvironment(System.getenv(), clock, new SecureRandom(), AwsCallListener.NONE);
        new CheckUploadFunction(environment).handleRequest(event, context());
        System.out.println("heap " + (Runtime.getRuntime().maxMemory() >> 20));
    }

    /** Returns a context that supports only the remaining time. */
    private static Context context() {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (_, method, _) -> {
                    if (method.getName().equals("getRemainingTimeInMillis")) {
                        return 900_000;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
