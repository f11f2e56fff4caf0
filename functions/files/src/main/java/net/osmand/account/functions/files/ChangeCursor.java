package net.osmand.account.functions.files;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import net.osmand.account.core.files.ChangesSince.Cursor;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.lambda.MalformedRequestException;

/** The opaque text of a change cursor: its numbers, and a checksum over them and the account that may use it. */
final class ChangeCursor {
    private static final int RADIX = 36;
    private static final int NUMBERS = 3;

    private ChangeCursor() {}

    static String text(AccountId account, Cursor cursor) {
        var numbers = LongStream.of(cursor.settled(), cursor.pageAfter(), cursor.issued())
                .mapToObj(number -> Long.toString(number, RADIX))
                .collect(Collectors.joining("."));
        var text = numbers + "." + Long.toString(sum(account, numbers), RADIX);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Parses a cursor.
     *
     * @throws MalformedRequestException if the text is not a cursor of this account
     */
    static Cursor parse(AccountId account, String opaque) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(opaque), StandardCharsets.US_ASCII);
            var end = text.lastIndexOf('.');
            var numbers = text.substring(0, Math.max(0, end));
            var parts = Stream.of(numbers.split("\\.", -1))
                    .mapToLong(number -> Long.parseLong(number, RADIX))
                    .toArray();
            if (parts.length != NUMBERS || Long.parseLong(text.substring(end + 1), RADIX) != sum(account, numbers)) {
                throw new MalformedRequestException();
            }
            return new Cursor(parts[0], parts[1], parts[2]);
        } catch (IllegalArgumentException _) {
            throw new MalformedRequestException();
        }
    }

    private static long sum(AccountId account, String numbers) {
        var sum = new CRC32();
        sum.update((account.value() + "." + numbers).getBytes(StandardCharsets.US_ASCII));
        return sum.getValue();
    }
}
