package net.osmand.account.devserver.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Serves the built portal as CloudFront does in infrastructure/stacks/portal.yaml. Browsers may cache hashed assets
 * without limit and the page not at all. A path without a file serves the page.
 */
public final class Portal {
    /** The stack's response headers policy, except that the bucket has another port here. */
    static final Map<String, String> SECURITY = Map.of(
            "content-security-policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
                            + "manifest-src 'self'; worker-src 'self'; "
                            + "connect-src 'self' http://127.0.0.1:*; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            "x-content-type-options", "nosniff",
            "x-frame-options", "DENY",
            "referrer-policy", "same-origin",
            "cross-origin-opener-policy", "same-origin");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "png", "image/png",
            "svg", "image/svg+xml",
            "woff2", "font/woff2");

    private final Optional<Path> folder;

    /** Serves a folder. If it does not exist, nothing is served. */
    public Portal(Path folder) {
        this.folder = Optional.of(folder.toAbsolutePath().normalize());
    }

    private Portal() {
        folder = Optional.empty();
    }

    /** Serves nothing: the stack has {@code Portal=no}. */
    public static Portal none() {
        return new Portal();
    }

    /** A file with its headers. */
    record Asset(Path file, String contentType, String caching) {
        byte[] bytes() throws IOException {
            return Files.readAllBytes(file);
        }
    }

    /** Finds the file for a path. */
    Optional<Asset> at(String path) {
        return file(path)
                .or(() -> path.equals("/") || path.equals("/map") || path.startsWith("/map/")
                        ? file("/index.html")
                        : Optional.empty());
    }

    private Optional<Asset> file(String path) {
        return folder.flatMap(present -> file(present, path));
    }

    private static Optional<Asset> file(Path folder, String path) {
        try {
            var file = folder.resolve(path.substring(1)).normalize();
            if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
                return Optional.empty();
            }
            var type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "application/octet-stream");
            var caching = path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
            return Optional.of(new Asset(file, type, caching));
        } catch (InvalidPathException none) {
            return Optional.empty();
        }
    }
}
