package net.osmand.account.core.values;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;

/** The key of a file: type and name, compared byte for byte and never normalized (docs/protocol/files.md#names). */
public record FileKey(String type, String name) {
    /** The types that every plan may upload (docs/protocol/files.md#plans). */
    public static final Set<String> FREE_TYPES = Set.of("FAVOURITES", "GLOBAL", "PROFILE", "OSM_EDITS", "OSM_NOTES");

    /** In bytes of UTF-8. */
    public static final int LONGEST_NAME = 1024;

    /** In characters; the longest type in the apps has 23. */
    private static final int LONGEST_TYPE = 64;

    /**
     * Parses the key in a request. Decodes {@code $0A} and {@code $0D}, by which list-files represents line ends.
     *
     * @throws ProblemException 105 for a name that is too long or contains {@code ..} as a path segment
     */
    public static FileKey parse(String type, String name) {
        if (type.length() > LONGEST_TYPE || !isShort(name)) {
            throw new ProblemException(Problem.DEVICE_REJECTED, "this file name is too long");
        }
        if (("/" + name + "/").contains("/../")) {
            throw new ProblemException(Problem.DEVICE_REJECTED, "this file name is not allowed");
        }
        return new FileKey(type, decoded(name));
    }

    /**
     * Checks the characters first, to avoid decoding a long text. A listed name has at most three characters per byte.
     */
    private static boolean isShort(String name) {
        return name.length() <= 3 * LONGEST_NAME
                && decoded(name).getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME;
    }

    /** Decodes a name from list-files. */
    public static String decoded(String listedName) {
        return listedName.replace("$0A", "\n").replace("$0D", "\r");
    }

    /** Returns the name for list-files, with line ends as {@code $0D} and {@code $0A}. */
    public String listedName() {
        return name.replace("\n", "$0A").replace("\r", "$0D");
    }

    public boolean isFree() {
        return FREE_TYPES.contains(type);
    }

    /**
     * Returns whether this file describes another item. Such a file is never listed in the trash
     * (docs/protocol/files.md#companions).
     */
    public boolean isCompanion() {
        return name.endsWith(".info");
    }

    /**
     * Returns the hash of the name, {@code #} and the hash of the type, as the key of the file's items. A hash is
     * needed because names can exceed the size of a DynamoDB key. The name comes first, so one query finds all files
     * with a name.
     */
    public String hash() {
        return nameHash(name) + "#" + hash(type);
    }

    /** Returns the hash of a name, the first part of {@link #hash()}. */
    public static String nameHash(String name) {
        return hash(name);
    }

    /** Returns the first 128 bits of SHA-256 over the exact bytes, as 22 characters of base64url. */
    private static String hash(String text) {
        try {
            var sha = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(sha, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
