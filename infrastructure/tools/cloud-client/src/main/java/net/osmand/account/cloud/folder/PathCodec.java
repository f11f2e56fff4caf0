package net.osmand.account.cloud.folder;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Encodes cloud names as file names that Linux, macOS, Windows and FAT accept, and decodes them. A character that one
 * of these systems rejects becomes {@code %} and its UTF-8 bytes in upper-case hexadecimal digits. docs/client.md has
 * the table.
 */
final class PathCodec {
    /** Maximum length of a file name, in bytes of UTF-8. Encrypted folders and archives allow fewer than 255. */
    static final int MAX_LENGTH = 240;

    /** Marks a shortened name. It cannot be an escape, because a tilde is not a digit. */
    static final String SHORTENED = "%~";

    /** Decodes to an empty text. It makes a name distinct if the name has no character to escape. */
    static final String NOTHING = "%=";

    private static final int LONGEST_EXTENSION = 24;
    private static final int HASH_DIGITS = 16;

    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");
    private static final Pattern RESERVED =
            Pattern.compile("(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|COM[0-9¹²³]|LPT[0-9¹²³])( *\\..*)?");

    /** Files of the client, and files that operating systems put into every folder. The client ignores them. */
    private static final Set<String> IGNORED =
            Set.of(".osmand-cloud", ".trash", ".ds_store", "thumbs.db", "desktop.ini", "@eadir");

    private PathCodec() {}

    /** Returns whether a file or folder of this name is not part of the copy. */
    static boolean isIgnored(String fileName) {
        return IGNORED.contains(fileName.toLowerCase(Locale.ROOT)) || fileName.startsWith("._");
    }

    /**
     * Encodes one part of a cloud name as a file name.
     *
     * @param escaped number of leading characters to escape even if they are allowed
     */
    static String encode(String part, int escaped) {
        var first = isIgnored(part)
                || RESERVED.matcher(part.toUpperCase(Locale.ROOT)).matches()
                || part.equals("..");
        var forced = Math.max(escaped, first ? 1 : 0);
        var encoded = new StringBuilder();
        var count = 0;
        for (var index = 0; index < part.length(); count++) {
            var character = part.codePointAt(index);
            var next = index + Character.charCount(character);
            if (count < forced || isUnsafe(part, index, character, next)) {
                escape(encoded, character);
            } else {
                encoded.appendCodePoint(character);
            }
            index = next;
        }
        return shortened(part, encoded.toString());
    }

    private static boolean isUnsafe(String part, int index, int character, int next) {
        if (character < ' '
                || character == 0x7f
                || Character.getType(character) == Character.SURROGATE
                || "<>:\"|?*\\/".indexOf(character) >= 0) {
            return true;
        } else if (character == '%') {
            return ESCAPE.matcher(part).region(index, part.length()).lookingAt()
                    || part.startsWith(SHORTENED, index)
                    || part.startsWith(NOTHING, index);
        }
        return next == part.length() && (character == '.' || character == ' ');
    }

    private static void escape(StringBuilder encoded, int character) {
        for (var octet : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
            encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
        }
    }

    private static String shortened(String part, String encoded) {
        if (bytes(encoded) <= MAX_LENGTH) {
            return encoded;
        }
        var dot = encoded.lastIndexOf('.');
        var extension = dot > 0 && bytes(encoded.substring(dot)) <= LONGEST_EXTENSION ? encoded.substring(dot) : "";
        var tail = SHORTENED
                + Fingerprint.sha256(part.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_DIGITS)
                + extension;
        var stem = new StringBuilder();
        var room = MAX_LENGTH - bytes(tail);
        for (var index = 0; index < encoded.length(); ) {
            var isEscape =
                    ESCAPE.matcher(encoded).region(index, encoded.length()).lookingAt();
            var end = isEscape ? index + 3 : encoded.offsetByCodePoints(index, 1);
            var unit = encoded.substring(index, end);
            room -= bytes(unit);
            if (room < 0) {
                break;
            }
            stem.append(unit);
            index = end;
        }
        return stem + tail;
    }

    /** Decodes a file name to the part of the cloud name. Invalid escapes stay unchanged. */
    static String decode(String fileName) {
        if (fileName.indexOf('%') < 0) {
            return fileName;
        }
        var bytes = new ByteArrayOutputStream();
        for (var index = 0; index < fileName.length(); ) {
            if (ESCAPE.matcher(fileName).region(index, fileName.length()).lookingAt()) {
                bytes.write(HexFormat.fromHexDigits(fileName, index + 1, index + 3));
                index += 3;
            } else if (fileName.startsWith(NOTHING, index)) {
                index += NOTHING.length();
            } else {
                var character = fileName.codePointAt(index);
                bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
                index += Character.charCount(character);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return fileName;
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
