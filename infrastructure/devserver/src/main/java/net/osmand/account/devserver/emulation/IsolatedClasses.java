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

/** Loads an emulator's class path in its own class loader, because its libraries conflict with ours. */
final class IsolatedClasses {
    private final ClassLoader loader;

    private IsolatedClasses(ClassLoader loader) {
        this.loader = loader;
    }

    /** Loads the jars that the build resolved for an emulator, after our classes that extend it. */
    static IsolatedClasses of(String name) {
        var urls = new ArrayList<URL>();
        var ours = IsolatedClasses.class.getResource(name + "/classes/");
        if (ours != null) {
            urls.add(ours);
        }
        try (var input = IsolatedClasses.class.getResourceAsStream(name + "/classpath")) {
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
        return new IsolatedClasses(
                new URLClassLoader(name, urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader()));
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }

    Class<?> type(String name) throws ClassNotFoundException {
        return loader.loadClass(name);
    }

    /** Runs with this loader as the thread's context class loader, by which libraries find their services. */
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
