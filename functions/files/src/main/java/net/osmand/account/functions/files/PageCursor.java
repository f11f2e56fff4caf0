package net.osmand.account.functions.files;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import net.osmand.account.lambda.MalformedRequestException;
import net.osmand.account.lambda.Request;

/** Opaque cursors of routes that return pages: the time before which the next page starts. */
final class PageCursor {
    static final int PAGE = 50;

    private PageCursor() {}

    /** Returns the time of the cursor, epoch milliseconds; empty on the first page. */
    static Optional<Long> before(Request request) {
        try {
            return request.optional("cursor")
                    .filter(cursor -> !cursor.isEmpty())
                    .map(cursor ->
                            Long.valueOf(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException _) {
            throw new MalformedRequestException();
        }
    }

    static String cursor(long before) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Long.toString(before).getBytes(StandardCharsets.UTF_8));
    }
}
