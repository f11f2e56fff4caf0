package net.osmand.account.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import net.osmand.account.aws.dynamodb.PrimingItems;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.FileKey;
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
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HTTP_EVENT = "com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent";
    private static final String SERIALIZERS =
            "com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers";
    private static final AccessToken TOKEN =
            AccessToken.parse("00000001-0000-0000-0000-000000000000").orElseThrow();
    private static final EmailAddress EMAIL = new EmailAddress("rehearsal@example.org");
    private static final FileKey FILE = new FileKey("GPX", "rehearsal.gpx");
    private static final int TLS_PORT = 443;

    /** Has more segments than every path from which a function reads an id. */
    private static final String PATH = "/rehearsal/of/what/a/function/does/1";

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
        try (var endpoints = PrimingEndpoints.open(PrimingItems.of(TOKEN, EMAIL, FILE), gzip())) {
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
        for (var event : events()) {
            invoke(handle.get(), handler, JSON.writeValueAsBytes(event));
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
     * Returns one unauthenticated request, one read, one with a JSON body and one with a file. Each function rejects
     * the requests that do not fit it.
     */
    private static List<Map<String, Object>> events() throws IOException {
        var fields = new LinkedHashMap<String, Object>(Map.of(
                "username", EMAIL.value(),
                "password", "rehearsal",
                "token", "000000",
                "lang", "en",
                "action", "change"));
        fields.putAll(Map.of(
                "type",
                FILE.type(),
                "name",
                FILE.name(),
                "size",
                26,
                "sha256",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "clienttime",
                1));
        var json = JSON.writeValueAsString(fields);
        var file = new ByteArrayOutputStream();
        file.writeBytes("--part\r\ncontent-disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
        file.writeBytes(gzip());
        file.writeBytes("\r\n--part--\r\n".getBytes(StandardCharsets.UTF_8));
        var refused = event("GET", "", new byte[0]);
        refused.put("rawPath", "/v1" + PATH);
        refused.put("cookies", List.of());
        refused.put("headers", Map.of());
        refused.put("rawQueryString", "");
        return List.of(
                refused,
                event("GET", "", new byte[0]),
                event("POST", "application/json", json.getBytes(StandardCharsets.UTF_8)),
                event("POST", "multipart/form-data; boundary=part", file.toByteArray()));
    }

    private static Map<String, Object> event(String method, String contentType, byte[] body) {
        var event = new LinkedHashMap<String, Object>();
        event.put("version", "2.0");
        event.put("routeKey", method + " /rehearsal");
        event.put("rawPath", PATH);
        event.put("rawQueryString", query());
        event.put("cookies", List.of("__Host-session=" + TOKEN.reveal()));
        event.put(
                "headers",
                Map.of(
                        "accept-encoding",
                        "gzip",
                        "content-type",
                        contentType,
                        "host",
                        "127.0.0.1",
                        "sec-fetch-site",
                        "same-origin",
                        method.equals("GET") ? "x-cookie" : "authorization",
                        "Bearer " + TOKEN.reveal()));
        event.put("pathParameters", Map.of("id", "1"));
        event.put("requestContext", Map.of("http", Map.of("method", method, "path", PATH, "sourceIp", "127.0.0.1")));
        event.put("body", Base64.getEncoder().encodeToString(body));
        event.put("isBase64Encoded", true);
        return event;
    }

    private static String query() {
        var parameters = new LinkedHashMap<>(Map.of(
                "deviceid", "1",
                "accessToken", TOKEN.reveal(),
                "type", FILE.type(),
                "name", FILE.name(),
                "updatetime", "2",
                "email", EMAIL.value(),
                "login", "true",
                "token", "000000",
                "lang", "en"));
        parameters.putAll(Map.of(
                "format",
                ".osf",
                "orderId",
                "1",
                "orderid",
                "1",
                "action",
                "change",
                "since",
                "0",
                "allVersions",
                "true"));
        return parameters.entrySet().stream()
                .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
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

    private static byte[] gzip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write("<gpx/>".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
