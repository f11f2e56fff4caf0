package net.osmand.account.aws.s3;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Encodes any file name for Content-Disposition (RFC 6266). */
final class AttachmentName {
    /** Longest name, bytes of UTF-8. Each byte may become three characters of the link. */
    private static final int MAX_LENGTH = 255;

    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private AttachmentName() {}

    static String disposition(String fileName) {
        var text = new StringBuilder("attachment; filename*=UTF-8''");
        var length = 0;
        for (var character : fileName.codePoints().toArray()) {
            var bytes = Character.toString(character).getBytes(StandardCharsets.UTF_8);
            length += bytes.length;
            if (length > MAX_LENGTH) {
                break;
            }
            for (var octet : bytes) {
                if (PLAIN.indexOf(octet) >= 0) {
                    text.append((char) octet);
                } else {
                    text.append(String.format(Locale.ROOT, "%%%02X", octet & 0xff));
                }
            }
        }
        return text.toString();
    }
}
