package net.osmand.account.devserver.emulation;

import java.io.IOException;
import java.lang.reflect.Array;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** DynamoDB Local on the loopback address, with its data in a folder. */
final class DynamoDbEmulator implements AutoCloseable {
    private final IsolatedClasses jars;
    private final Object server;
    private final URI uri;

    private DynamoDbEmulator(IsolatedClasses jars, Object server, URI uri) {
        this.jars = jars;
        this.server = server;
        this.uri = uri;
    }

    static DynamoDbEmulator start(Path folder) {
        var jars = IsolatedClasses.of("dynamodb");
        return jars.inside(() -> start(jars, folder));
    }

    private static DynamoDbEmulator start(IsolatedClasses jars, Path folder)
            throws IOException, ReflectiveOperationException {
        Files.createDirectories(folder);
        String[] arguments = {"-port", "8000", "-sharedDb", "-dbPath", folder.toString(), "-disableTelemetry"};
        var input = jars.type("software.amazon.dynamodb.services.local.main.CommandLineInput");
        var options = input.getConstructor(String[].class).newInstance((Object) arguments);
        input.getMethod("init").invoke(options);
        var server = jars.type("software.amazon.dynamodb.services.local.main.ServerRunner")
                .getMethod("createServer", input)
                .invoke(null, options);
        // DynamoDB Local listens on all addresses and cannot choose a free port. The Jetty inside it can do both.
        var field = server.getClass().getDeclaredField("server");
        field.setAccessible(true);
        var jetty = field.get(server);
        var connector = Array.get(jetty.getClass().getMethod("getConnectors").invoke(jetty), 0);
        connector.getClass().getMethod("setHost", String.class).invoke(connector, "127.0.0.1");
        connector.getClass().getMethod("setPort", int.class).invoke(connector, 0);
        server.getClass().getMethod("start").invoke(server);
        var port = connector.getClass().getMethod("getLocalPort").invoke(connector);
        return new DynamoDbEmulator(jars, server, URI.create("http://127.0.0.1:" + port));
    }

    URI uri() {
        return uri;
    }

    @Override
    public void close() {
        jars.inside(() -> server.getClass().getMethod("stop").invoke(server));
    }
}
