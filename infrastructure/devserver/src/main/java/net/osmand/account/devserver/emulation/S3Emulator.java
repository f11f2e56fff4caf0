package net.osmand.account.devserver.emulation;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** S3Mock on the loopback address, with its data in a folder. Adds atomic file writes, signatures and CORS rules. */
final class S3Emulator implements AutoCloseable {
    /** Our classes that S3Mock loads. */
    private static final String OURS =
            "net.osmand.account.emulator.s3.WholeFiles,net.osmand.account.emulator.s3.SignedRequests,"
                    + "net.osmand.account.emulator.s3.BucketCors";

    private final IsolatedClasses jars;
    private final Object application;
    private final URI uri;

    private S3Emulator(IsolatedClasses jars, Object application, URI uri) {
        this.jars = jars;
        this.application = application;
        this.uri = uri;
    }

    /**
     * Starts S3Mock.
     *
     * @param localTime converts the machine's time to the local clock's, by which presigned links expire
     */
    static S3Emulator start(Path folder, UnaryOperator<Instant> localTime) {
        var jars = IsolatedClasses.of("s3");
        return jars.inside(() -> start(jars, folder, localTime));
    }

    private static S3Emulator start(IsolatedClasses jars, Path folder, UnaryOperator<Instant> localTime)
            throws IOException, ReflectiveOperationException {
        Files.createDirectories(folder);
        S3Leftovers.clear(folder);
        // Tomcat would set the JVM's only stream handler factory, and a second start in this JVM would fail.
        jars.type("org.apache.catalina.webresources.TomcatURLStreamHandlerFactory")
                .getMethod("disable")
                .invoke(null);
        // S3Mock adds entries, so the map must be mutable.
        var properties = new HashMap<String, Object>(Map.of(
                "http.port", "0",
                "server.port", "0",
                "server.address", "127.0.0.1",
                "spring.main.banner-mode", "off",
                "spring.main.sources", OURS,
                "local.secret-access-key", secretAccessKey(),
                "logging.level.root", "ERROR",
                "com.adobe.testing.s3mock.max-payload-size", "64MB",
                "com.adobe.testing.s3mock.store.root", folder.toString(),
                "com.adobe.testing.s3mock.store.retain-files-on-exit", "true"));
        properties.put("local.time", localTime);
        var application = jars.type("com.adobe.testing.s3mock.S3MockApplication")
                .getMethod("start", Map.class, String[].class)
                .invoke(null, properties, new String[] {
                    "--server.address=127.0.0.1",
                    "--logging.level.root=ERROR",
                    "--spring.main.banner-mode=off",
                    "--spring.main.register-shutdown-hook=false"
                });
        var port = application.getClass().getMethod("getHttpPort").invoke(application);
        return new S3Emulator(jars, application, URI.create("http://127.0.0.1:" + port));
    }

    /** Reads the key that the SDK's default chain uses. */
    private static String secretAccessKey() {
        return Optional.ofNullable(System.getProperty("aws.secretAccessKey"))
                .or(() -> Optional.ofNullable(System.getenv("AWS_SECRET_ACCESS_KEY")))
                .orElse("local");
    }

    URI uri() {
        return uri;
    }

    @Override
    public void close() {
        jars.inside(() -> application.getClass().getMethod("stop").invoke(application));
    }
}
