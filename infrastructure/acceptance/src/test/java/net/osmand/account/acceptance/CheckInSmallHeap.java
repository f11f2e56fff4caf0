package net.osmand.account.acceptance;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.lang.reflect.Proxy;
import java.util.List;
import net.osmand.account.functions.uploads.CheckUploadFunction;

/** The function that reads uploads through, in a JVM of its own: {@code MESSAGE}; its environment says where the stack is. */
public final class CheckInSmallHeap {
    private CheckInSmallHeap() {}

    /** Prints the most that the heap may hold, MiB. */
    public static void main(String[] arguments) {
        var message = new SQSMessage();
        message.setBody(arguments[0]);
        var event = new SQSEvent();
        event.setRecords(List.of(message));
        new CheckUploadFunction().handleRequest(event, context());
        System.out.println("heap " + (Runtime.getRuntime().maxMemory() >> 20));
    }

    /** Which the function asks nothing. */
    private static Context context() {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (_, method, _) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
