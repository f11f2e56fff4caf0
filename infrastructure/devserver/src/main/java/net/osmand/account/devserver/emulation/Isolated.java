package net.osmand.account.devserver.emulation;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;

/** An emulator's class path in a class loader of its own: its libraries clash with ours. */
final class Isolated {
    private final ClassLoader loader;

    private Isolated(ClassLoader loader) {
        this.loader = loader;
    }

    /** The jars that the build resolved for the emulator of that name, after the classes of ours that go beside it. */
    static Isolated of(String name) {
        var urls = new ArrayList<URL>();
        var ours = Isolated.class.getResource(name + "/classes/");
        if (ours != null) {
            urls.add(ours);
        }
        try (var input = Isolated.class.getResourceAsStream(name + "/classpath")) {
            if (input == null) {
                throw new IllegalStateException(
                        "the class path of " + name + " is missing: build infrastructure/devserver");
            }
            for (var jar : new String(input.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split(File.pathSeparator, -1)) {
                if (!Files.exists(Path.of(jar))) {
                    throw new IllegalStateException(jar + " is gone: run mvn clean, then build again");
                }
                urls.add(url(Path.of(jar)));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new Isolated(new URLClassLoader(name, urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader()));
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }

    Class<?> type(String name) throws ClassNotFoundException {
        return loader.loadClass(name);
    }

    /** Runs with this loader as the thread's own, by which libraries find their services. */
    <T> T inside(Callable<T> work) {
        var thread = Thread.currentThread();
        var outside = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return work.call();
        } catch (Exception failed) {
            throw new IllegalStateException("the emulator failed", failed);
        } finally {
            thread.setContextClassLoader(outside);
        }
    }
}
