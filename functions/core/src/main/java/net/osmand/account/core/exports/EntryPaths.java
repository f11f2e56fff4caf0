package net.osmand.account.core.exports;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes entry paths that any system can extract. They are relative and stay inside the archive. They are unique even if
 * a file system ignores case or the normalization of accents, and no path is both a file and a folder. Paths are
 * changed as little as possible.
 */
final class EntryPaths {
    static final String MANIFEST = "items.json";

    /** File systems allow 255 bytes. The rest is reserved for a number that makes the name unique. */
    private static final int LONGEST_NAME = 240;

    private static final int LONGEST_EXTENSION = 16;

    private static final Pattern DRIVE = Pattern.compile("^([A-Za-z]):");

    /** Control characters and the separator of Windows. */
    private static final Pattern HARMFUL = Pattern.compile("[\\p{Cntrl}\\\\\\p{Cs}]");

    /** Characters that Windows does not allow in a name. */
    private static final Pattern REFUSED_BY_WINDOWS = Pattern.compile("[<>:\"|?*]");

    /** Device names, which Windows refuses with any extension. The digits include superscripts. */
    private static final Pattern DEVICE =
            Pattern.compile("(?i)(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9\u00b9\u00b2\u00b3])\\s*(\\..*)?");

    /** Windows drops dots and spaces at the end of a name. */
    private static final Pattern END = Pattern.compile("[. ]+$");

    private final Set<String> folders;
    private final Set<String> taken = new HashSet<>(Set.of(MANIFEST));

    private EntryPaths(List<String> safe) {
        folders = safe.stream().flatMap(path -> parents(path).stream()).collect(Collectors.toCollection(HashSet::new));
    }

    /**
     * Returns a path for each requested path, in the same order. The same requests give the same paths. A ZIP archive
     * can also be extracted on Windows. An OSF archive keeps the names that the apps need.
     */
    static List<String> of(List<String> wishes, ArchiveFormat format) {
        var safe = wishes.stream().map(wish -> safe(wish, format)).toList();
        var paths = new EntryPaths(safe);
        return safe.stream().map(paths::unique).toList();
    }

    private static String safe(String wish, ArchiveFormat format) {
        var names = new ArrayList<String>();
        for (var name : wish.split("/", -1)) {
            if (!name.isEmpty() && !name.equals(".") && !name.equals("..")) {
                var harmless = shortened(HARMFUL.matcher(name).replaceAll("_"));
                names.add(format == ArchiveFormat.ZIP ? forWindows(harmless) : harmless);
            }
        }
        if (names.isEmpty()) {
            return "_";
        }
        var first = DRIVE.matcher(names.getFirst()).replaceFirst("$1_");
        names.set(0, names.size() > 1 && folded(first).equals(MANIFEST) ? "_" + first : first);
        return String.join("/", names);
    }

    private static String forWindows(String name) {
        var accepted = REFUSED_BY_WINDOWS.matcher(name).replaceAll("_");
        var ended =
                END.matcher(accepted).replaceAll(end -> "_".repeat(end.group().length()));
        return DEVICE.matcher(ended).matches() ? "_" + ended : ended;
    }

    private static String shortened(String name) {
        if (bytes(name) <= LONGEST_NAME) {
            return name;
        }
        var extension = extension(name);
        var stem = name.substring(0, name.length() - extension.length());
        while (bytes(stem) + bytes(extension) > LONGEST_NAME) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return stem + extension;
    }

    private String unique(String path) {
        for (var number = 1; ; number++) {
            var candidate = number == 1 ? path : numbered(path, number);
            var folded = folded(candidate);
            if (!folders.contains(folded) && taken.add(folded)) {
                return candidate;
            }
        }
    }

    private static String numbered(String path, int number) {
        var extension = extension(path.substring(path.lastIndexOf('/') + 1));
        return path.substring(0, path.length() - extension.length()) + " (" + number + ")" + extension;
    }

    /**
     * Returns the extension from the last dot on. Empty if the dot is at the start of the name or the rest is too long
     * for an extension.
     */
    private static String extension(String name) {
        var dot = name.lastIndexOf('.');
        var extension = dot <= 0 ? "" : name.substring(dot);
        return bytes(extension) > LONGEST_EXTENSION ? "" : extension;
    }

    private static List<String> parents(String path) {
        var names = path.split("/", -1);
        var parents = new ArrayList<String>();
        for (var depth = 1; depth < names.length; depth++) {
            parents.add(folded(String.join("/", Arrays.asList(names).subList(0, depth))));
        }
        return parents;
    }

    /**
     * Returns a form that is equal for names that a file system may treat as the same, ignoring case and normalization.
     */
    private static String folded(String path) {
        var composed = Normalizer.normalize(path, Normalizer.Form.NFC);
        return Normalizer.normalize(composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
