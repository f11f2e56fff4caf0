package net.osmand.account.core.values;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address as the key of an account: trimmed, in lower case, the domain in Punycode (docs/protocol/codes.md#e-mail-addresses). It never shows
 * itself in a log.
 */
public record EmailAddress(String value) {
    /** In characters; Cognito takes no longer user names. */
    private static final int LONGEST = 128;

    /** In characters, before anything is stripped; checked before anything else looks at the text. */
    private static final int LONGEST_TYPED = 512;

    /** Blanks and characters that nobody sees, which come along when an address is copied. */
    private static final Pattern INVISIBLE_EDGES = Pattern.compile("^[\\p{Z}\\p{C}]+|[\\p{Z}\\p{C}]+$");

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Z}\\p{C}]");

    /** What Cognito and SES take before the at sign. Linear: the dot is in one part of the pattern only. */
    private static final Pattern LOCAL =
            Pattern.compile("(?=.{1,64}$)[\\w!#$%&'*+/=?^`{|}~-]+(\\.[\\w!#$%&'*+/=?^`{|}~-]+)*");

    public EmailAddress {
        if (value.length() > LONGEST || value.indexOf('@') < 1) {
            throw new IllegalArgumentException("not an e-mail address");
        }
    }

    /** Empty if the text is no address, or one that Cognito or SES cannot serve. */
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
                .filter(key -> key.length() <= LONGEST)
                .map(EmailAddress::new);
    }

    /** The domain in Punycode; empty if it has none, or none that converts back to what was typed. */
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

    /** Whether its domain has a dot, which the portal asks for and the apps do not (docs/protocol/codes.md#e-mail-addresses). */
    public boolean hasDomain() {
        return value.indexOf('.', value.indexOf('@')) > 0;
    }

    /** As people read it: the domain in its own letters. */
    public String readable() {
        var domain = value.indexOf('@') + 1;
        return value.substring(0, domain) + IDN.toUnicode(value.substring(domain));
    }

    @Override
    public String toString() {
        return "e-mail address";
    }
}
