package net.osmand.account.core.mail;

import java.time.Duration;
import java.util.Map;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.EmailAddress;

/**
 * A mail that somebody is to get, without its words: those are found when it is sent. It never shows itself in a log.
 *
 * @param id names the occasion and nothing secret: of two mails with one id only one is sent, so that whatever asks for
 *     a mail may be repeated
 * @param language as the client sent it, such as {@code nl} or {@code pt-BR}; English where there are no such words
 * @param arguments what the words speak of, by the names below
 * @param until epoch milliseconds after which it is dropped rather than sent late
 */
public record Mail(
        String id, MailKind kind, EmailAddress to, String language, Map<String, String> arguments, long until) {
    /** The code itself. */
    public static final String CODE = "code";

    /** For how long the code works since it was made, minutes. */
    public static final String MINUTES = "minutes";

    /** The address that an account has from now on. */
    public static final String NEW_ADDRESS = "newAddress";

    /** A device's brand and model, or its name for a browser. */
    public static final String DEVICE = "device";

    /** When it happened, epoch milliseconds. */
    public static final String AT = "at";

    private static final Duration NEWS = Duration.ofDays(1);

    public Mail {
        arguments = Map.copyOf(arguments);
    }

    /**
     * The mail that brings a code.
     *
     * @param life for which the code works
     * @param asked epoch milliseconds when its life began
     */
    public static Mail code(
            String id, CodePurpose purpose, EmailAddress to, String language, String code, Duration life, long asked) {
        var arguments = Map.of(CODE, code, MINUTES, Long.toString(life.toMinutes()));
        return new Mail(id, MailKind.of(purpose), to, language, arguments, asked + life.toMillis());
    }

    /** Tells the account's new address that it is the account's now, at epoch milliseconds. */
    public static Mail addressChanged(AccountId account, EmailAddress newAddress, String language, long at) {
        return new Mail(
                "address-changed-" + account.value() + "-" + mark(newAddress),
                MailKind.ADDRESS_CHANGED,
                newAddress,
                language,
                Map.of(NEW_ADDRESS, newAddress.value(), AT, Long.toString(at)),
                at + NEWS.toMillis());
    }

    /** Tells the account's old address that it is the account's no more. */
    public static Mail addressLeft(
            AccountId account, EmailAddress oldAddress, EmailAddress newAddress, String language, long at) {
        return new Mail(
                "address-left-" + account.value() + "-" + mark(newAddress),
                MailKind.ADDRESS_LEFT,
                oldAddress,
                language,
                Map.of(NEW_ADDRESS, newAddress.value(), AT, Long.toString(at)),
                at + NEWS.toMillis());
    }

    /** Tells the address that its account is gone. */
    public static Mail accountDeleted(AccountId account, EmailAddress address, String language, long at) {
        return new Mail(
                "account-deleted-" + account.value(),
                MailKind.ACCOUNT_DELETED,
                address,
                language,
                Map.of(AT, Long.toString(at)),
                at + NEWS.toMillis());
    }

    /**
     * Tells the address that a device signed in for the first time.
     *
     * @param device brand and model as people know them; may be empty
     */
    public static Mail newDevice(
            AccountId account, DeviceId id, EmailAddress address, String language, String device, long at) {
        return new Mail(
                "new-device-" + account.value() + "-" + id.value() + "-" + at,
                MailKind.NEW_DEVICE,
                address,
                language,
                Map.of(DEVICE, device, AT, Long.toString(at)),
                at + NEWS.toMillis());
    }

    /** Tells addresses apart without naming them. */
    private static String mark(EmailAddress address) {
        return Integer.toUnsignedString(address.value().hashCode(), Character.MAX_RADIX);
    }

    @Override
    public String toString() {
        return "mail " + kind;
    }
}
