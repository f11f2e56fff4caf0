package net.osmand.account.core.codes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.regex.Pattern;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.KeyedHash;

/** Computes keyed hashes of codes. A plain hash of six digits can be reversed by brute force. */
public final class CodeHash {
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("[\\p{Z}\\p{Pd}\\p{Cc}\\p{Cf}]");

    /** In characters. A longer text is not a code, even with blanks. */
    private static final int MAX_LENGTH = 64;

    private static final int SOURCE_DIGITS = 16;

    private final KeyedHash hash;

    public CodeHash(KeyedHash hash) {
        this.hash = hash;
    }

    public String of(EmailAddress email, String code) {
        return hash.of(email.value(), code);
    }

    /** Returns a short hash of a network address for counters, so that the address itself is not stored. */
    public String ofSource(String address) {
        return hash.of("source", address).substring(0, SOURCE_DIGITS);
    }

    /** Compares the text that the user entered, in constant time. */
    public boolean matches(PendingCode pending, String typed) {
        var hash = of(pending.email(), digits(typed)).getBytes(StandardCharsets.US_ASCII);
        var found = false;
        for (var known : pending.hashes()) {
            found |= MessageDigest.isEqual(hash, known.getBytes(StandardCharsets.US_ASCII));
        }
        return found;
    }

    /** Returns whether a text has the format of a code of that purpose. */
    static boolean isCode(String typed, CodePurpose purpose) {
        var digits = digits(typed);
        return digits.length() == purpose.kind().digits()
                && digits.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }

    /** Removes blanks and hyphens that users put into codes, and converts full-width digits to ASCII. */
    private static String digits(String typed) {
        return typed.length() > MAX_LENGTH
                ? ""
                : BETWEEN_DIGITS
                        .matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC))
                        .replaceAll("");
    }
}
