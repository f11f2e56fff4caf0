package net.osmand.account.aws;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Primes a function before SnapStart takes its snapshot. A second instance of the handler answers a few requests
 * against {@link PrimingEndpoints}, so the snapshot contains the classes that the first request would load. The
 * instance and the endpoints are then discarded. No call leaves the process, and the snapshot keeps no secret, time or
 * random number of the priming. Functions without HTTP events are skipped, since no user waits for them.
 */
final class SnapStartPriming implements Resource {
    private static final Logger LOG = LoggerFactory.getLogger(SnapStartPriming.class);
    private static final String HTTP_EVENT = "com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent";
    private static final String SERIALIZERS =
            "com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers";
    private static final int TLS_PORT = 443;

    /** Prevents garbage collection: Lambda keeps only weak references to its resources. */
    private static final Set<SnapStartPriming> REGISTERED = ConcurrentHashMap.newKeySet();

    private final LambdaEnvironment environment;

    private SnapStartPriming(LambdaEnvironment environment) {
        this.environment = environment;
    }

    /** Registers the priming of this process's function if SnapStart initializes it. */
    static void prepare(LambdaEnvironment environment) {
        if ("snap-start".equals(environment.variables().get("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
            var priming = new SnapStartPriming(environment);
            REGISTERED.add(priming);
            Core.getGlobalContext().register(priming);
        }
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        var out = System.out;
        var err = System.err;
        // Output of the priming must not count in metrics or alarms.
        var silence = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(silence);
        System.setErr(silence);
        var failures = new ArrayList<Throwable>();
        try (var endpoints = PrimingEndpoints.open(PrimingRequests.items(), PrimingRequests.gzip())) {
            primeHandler(endpoints);
            loadTlsClasses();
        } catch (IOException
                | GeneralSecurityException
                | ReflectiveOperationException
                | RuntimeException
                | LinkageError failed) {
            failures.add(failed);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        // A version without priming is correct; only its first request is slower.
        failures.forEach(failure -> LOG.warn("the rehearsal broke off", failure));
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // Many instances start from the same snapshot and must not produce the same random numbers.
        environment.random().setSeed(environment.random().generateSeed(32));
    }

    private void primeHandler(PrimingEndpoints endpoints) throws IOException, ReflectiveOperationException {
        var type = Class.forName(environment.variable("_HANDLER").replaceFirst("::.*", ""));
        var handle = Stream.of(type.getMethods())
                .filter(method -> method.getName().equals("handleRequest")
                        && method.getParameterTypes()[0].getName().equals(HTTP_EVENT))
                .findFirst();
        if (handle.isEmpty()) {
            return;
        }
        var variables = new HashMap<>(environment.variables());
        variables.keySet().removeIf(name -> name.startsWith("AWS_ENDPOINT_URL") || name.startsWith("AWS_ACCESS_KEY"));
        variables.put("AWS_ENDPOINT_URL", endpoints.uri().toString());
        var handler = type.getConstructor(LambdaEnvironment.class)
                .newInstance(new LambdaEnvironment(
                        variables, environment.clock(), environment.random(), AwsCallListener.NONE));
        for (var event : PrimingRequests.events()) {
            invoke(handle.get(), handler, event);
        }
    }

    /**
     * Invokes the handler with the serializers of the Lambda runtime. They are on the class path in Lambda only, so
     * they are loaded by name.
     */
    private static void invoke(Method handle, Object handler, byte[] event)
            throws IOException, ReflectiveOperationException {
        var serializer = Class.forName(SERIALIZERS)
                .getMethod("serializerFor", Class.class, ClassLoader.class)
                .invoke(null, handle.getParameterTypes()[0], SnapStartPriming.class.getClassLoader());
        var read = serializer.getClass().getMethod("fromJson", InputStream.class);
        read.setAccessible(true);
        var typed = read.invoke(serializer, new ByteArrayInputStream(event));
        var answer = handle.invoke(handler, typed, null);
        var factory = Class.forName("com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory");
        var instance = factory.getMethod("getInstance").invoke(null);
        var writer = factory.getMethod("getSerializer", Class.class).invoke(instance, handle.getReturnType());
        var write = writer.getClass().getMethod("toJson", Object.class, OutputStream.class);
        write.setAccessible(true);
        write.invoke(writer, answer, new ByteArrayOutputStream());
    }

    /**
     * Creates the first message of a TLS handshake, to load the TLS classes: the priming endpoints speak plain HTTP
     * only.
     */
    private static void loadTlsClasses() throws GeneralSecurityException, IOException {
        var engine = SSLContext.getDefault().createSSLEngine("localhost", TLS_PORT);
        engine.setUseClientMode(true);
        engine.wrap(
                ByteBuffer.allocate(0), ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
    }
}
