package net.osmand.account.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address, trimmed and in lower case: the key of an account. It never shows itself in a log. What Cognito refuses as a
 * user name or SES as a recipient is no address here: more than 128 characters, characters outside ASCII, an empty or misplaced
 * dot or hyphen.
 */
public record EmailAddress(String value) {
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern SHAPE =
            Pattern.compile("(?=[^@]{1,64}@..)" + ATOM + "(\\." + ATOM + ")*@" + LABEL + "(\\." + LABEL + ")*");
    private static final int LONGEST = 128;

    public EmailAddress {
        if (!SHAPE.matcher(value).matches() || value.length() > LONGEST) {
            throw new IllegalArgumentException("not an e-mail address");
        }
    }

    /** Empty where the text is no address. */
    public static Optional<EmailAddress> parse(String text) {
        var normal = text.strip().toLowerCase(Locale.ROOT);
        return SHAPE.matcher(normal).matches() && normal.length() <= LONGEST
                ? Optional.of(new EmailAddress(normal))
                : Optional.empty();
    }

    /** Whether its domain has a dot, which the portal asks for and the apps do not (web-portal.md 2.3). */
    public boolean hasDomain() {
        return value.indexOf('.', value.indexOf('@')) > 0;
    }

    @Override
    public String toString() {
        return "e-mail address";
    }
}
