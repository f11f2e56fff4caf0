package net.osmand.account.core.values;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;

/** What identifies a file: type and name, byte for byte, never normalised (docs/protocol/files.md#names). */
public record FileKey(String type, String name) {
    /** The types that every plan may upload (docs/protocol/files.md#plans). */
    public static final Set<String> FREE_TYPES = Set.of("FAVOURITES", "GLOBAL", "PROFILE", "OSM_EDITS", "OSM_NOTES");

    /** In bytes of UTF-8. */
    public static final int LONGEST_NAME = 1024;

    /** In characters; the longest type of the apps has 23. */
    private static final int LONGEST_TYPE = 64;

    /**
     * From a request. {@code $0A} and {@code $0D}, as list-files shows line ends, are decoded back.
     *
     * @throws ProblemException 105 for a name that climbs out of its folder
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

    /** Characters first: a name as listed has at most three for each byte. */
    private static boolean isShort(String name) {
        return name.length() <= 3 * LONGEST_NAME
                && decoded(name).getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME;
    }

    /** The name itself, of a name as list-files shows it. */
    public static String decoded(String listedName) {
        return listedName.replace("$0A", "\n").replace("$0D", "\r");
    }

    /** The name as list-files shows it: line ends as {@code $0D} and {@code $0A}. */
    public String listedName() {
        return name.replace("\n", "$0A").replace("\r", "$0D");
    }

    public boolean isFree() {
        return FREE_TYPES.contains(type);
    }

    /** Whether this describes another item; such a file never appears in the trash (docs/protocol/files.md#companions). */
    public boolean isCompanion() {
        return name.endsWith(".info");
    }

    /** SHA-256 of the exact bytes, 43 characters: names may be longer than a DynamoDB key allows. */
    public String hash() {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(type.getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
            sha.update(name.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
