package net.osmand.account.core.values;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address as the key of an account: trimmed, in lower case, the domain in Punycode
 * (docs/protocol/codes.md#e-mail-addresses). {@link #toString} does not reveal it, so it never appears in a log.
 */
public record EmailAddress(String value) {
    /** In characters; Cognito's limit for user names. */
    private static final int MAX_LENGTH = 128;

    /** In characters, before blanks are stripped. Checked before any pattern is applied. */
    private static final int LONGEST_TYPED = 512;

    /** Blanks and invisible characters, which are often copied along with an address. */
    private static final Pattern INVISIBLE_EDGES = Pattern.compile("^[\\p{Z}\\p{C}]+|[\\p{Z}\\p{C}]+$");

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Z}\\p{C}]");

    /**
     * The local parts that Cognito and SES accept. Matches in linear time, because the dot is in only one part of the
     * pattern.
     */
    private static final Pattern LOCAL =
            Pattern.compile("(?=.{1,64}$)[\\w!#$%&'*+/=?^`{|}~-]+(\\.[\\w!#$%&'*+/=?^`{|}~-]+)*");

    public EmailAddress {
        if (value.length() > MAX_LENGTH || value.indexOf('@') < 1) {
            throw new IllegalArgumentException("not an e-mail address");
        }
    }

    /** Parses an address. Empty if the text is not an address, or one that Cognito or SES does not support. */
    public static Optional<EmailAddress> parse(String text) {
        if (text.length() > LONGEST_TYPED) {
            return Optional.empty();
        }
        var typed = INVISIBLE_EDGES.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
        var at = typed.indexOf('@');
        if (at < 0 || !LOCAL.matcher(typed.substring(0, at)).matches()) {
            return Optional.empty();
        }
        return ascii(typed.substring(at + 1))
                .map(domain -> typed.substring(0, at + 1) + domain)
                .filter(key -> key.length() <= MAX_LENGTH)
                .map(EmailAddress::new);
    }

    /** Converts the domain to Punycode. Empty if this is not possible, or does not convert back to the same text. */
    private static Optional<String> ascii(String domain) {
        if (INVISIBLE.matcher(domain).find() || domain.endsWith(".")) {
            return Optional.empty();
        }
        try {
            var ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            var isSame = ascii.equals(domain) || IDN.toUnicode(ascii).equals(domain);
            return isSame && ascii.length() > 1 ? Optional.of(ascii) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns whether the domain has a dot. The portal requires one; the apps do not
     * (docs/protocol/codes.md#e-mail-addresses).
     */
    public boolean hasDomain() {
        return value.indexOf('.', value.indexOf('@')) > 0;
    }

    /** Returns the address with its domain in Unicode, or as it is if that form does not convert back to it. */
    public String readable() {
        var domain = value.indexOf('@') + 1;
        var shown = value.substring(0, domain) + IDN.toUnicode(value.substring(domain));
        return parse(shown).filter(this::equals).isPresent() ? shown : value;
    }

    @Override
    public String toString() {
        return "e-mail address";
    }
}
