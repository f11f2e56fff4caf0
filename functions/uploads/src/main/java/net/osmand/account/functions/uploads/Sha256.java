package net.osmand.account.functions.uploads;

import java.util.Base64;
import net.osmand.account.lambda.MalformedRequestException;
import org.jspecify.annotations.Nullable;

/** A checksum in the form that S3 uses: 32 bytes in Base64, 44 characters. */
final class Sha256 {
    private static final int BYTES = 32;
    private static final int CHARACTERS = 44;

    private Sha256() {}

    /**
     * Returns the text if it is a checksum.
     *
     * @throws MalformedRequestException if it is not
     */
    static String checked(@Nullable String text) {
        try {
            if (text == null
                    || text.length() != CHARACTERS
                    || Base64.getDecoder().decode(text).length != BYTES) {
                throw new MalformedRequestException();
            }
            return text;
        } catch (IllegalArgumentException _) {
            throw new MalformedRequestException();
        }
    }
}
