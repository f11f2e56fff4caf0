package net.osmand.account.emulators.wire;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The e-mail addresses that AWS accepts: ASCII with one {@code @}, dots only inside the local part, and labels of
 * letters, digits and inner hyphens. SES and Cognito do not support SMTPUTF8, and international domains are in Punycode
 * (docs.aws.amazon.com/ses/latest/APIReference-V2/API_Destination.html). Quoted local parts are not emulated.
 */
public final class EmailSyntax {
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final Pattern LOCAL = Pattern.compile(ATOM + "(\\." + ATOM + ")*");
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern DOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final int LONGEST_LOCAL = 64;

    private EmailSyntax() {}

    /** Describes the fault of an address. Empty if it is valid. */
    public static Optional<String> fault(String address) {
        var at = address.lastIndexOf('@');
        if (at < 0) {
            return Optional.of("Missing final '@domain'");
        }
        var local = address.substring(0, at);
        if (local.length() > LONGEST_LOCAL || !LOCAL.matcher(local).matches()) {
            return Optional.of("Local address contains illegal character");
        }
        return DOMAIN.matcher(address.substring(at + 1)).matches()
                ? Optional.empty()
                : Optional.of("Domain contains illegal character");
    }
}
