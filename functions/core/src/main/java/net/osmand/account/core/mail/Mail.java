package net.osmand.account.core.mail;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.ShortText;

/**
 * A mail to be sent. Its text is chosen when it is sent. {@link #toString} reveals only the kind, so no content appears
 * in a log.
 *
 * @param id identifies the occasion and contains no secret; of two mails with the same id only one is sent, so callers
 *     can be retried
 * @param language the language as the client sent it, such as {@code nl} or {@code pt-BR}; English if there is no
 *     translation
 * @param arguments the values for the text, by the names below
 * @param until epoch milliseconds after which the mail is dropped instead of sent late
 */
public record Mail(
        String id, MailKind kind, EmailAddress to, String language, Map<String, String> arguments, long until) {
    /** The code. */
    public static final String CODE = "code";

    /** The validity of the code in minutes. */
    public static final String MINUTES = "minutes";

    /** Present if the code ends every older device and session when it is entered outside of them. */
    public static final String ENDS_ACCESS = "endsAccess";

    /** The new address of the account. */
    public static final String NEW_ADDRESS = "newAddress";

    /** The brand and model of a device. */
    public static final String DEVICE = "device";

    /** The time of the event, epoch milliseconds. */
    public static final String AT = "at";

    /** The link in the mail, an absolute URL. */
    public static final String LINK = "link";

    private static final Duration NEWS = Duration.ofDays(1);

    public Mail {
        language = ShortText.truncate(language);
        arguments = Map.copyOf(arguments);
    }

    /**
     * Creates the mail with a code.
     *
     * @param validity the validity of the code
     * @param requestedAt epoch milliseconds of the request, when the validity begins
     */
    public static Mail code(
            String id,
            CodePurpose purpose,
            EmailAddress to,
            String language,
            String code,
            Duration validity,
            long requestedAt) {
        var arguments = Map.of(CODE, code, MINUTES, Long.toString(validity.toMinutes()));
        return new Mail(id, MailKind.of(purpose), to, language, arguments, requestedAt + validity.toMillis());
    }

    /** Notifies the new address of a change of address at that time, epoch milliseconds. */
    public static Mail addressChanged(AccountId account, EmailAddress newAddress, String language, long at) {
        return new Mail(
                "address-changed-" + account.value() + "-" + mark(newAddress),
                MailKind.ADDRESS_CHANGED,
                newAddress,
                language,
                Map.of(NEW_ADDRESS, newAddress.value(), AT, Long.toString(at)),
                at + NEWS.toMillis());
    }

    /** Notifies the old address of a change of address, with the undo code. */
    public static Mail oldAddressNotice(
            String id,
            EmailAddress oldAddress,
            EmailAddress newAddress,
            String language,
            String code,
            Duration validity,
            long at) {
        return new Mail(
                "address-left-" + id,
                MailKind.ADDRESS_LEFT,
                oldAddress,
                language,
                Map.of(
                        NEW_ADDRESS,
                        newAddress.value(),
                        AT,
                        Long.toString(at),
                        CODE,
                        code,
                        MINUTES,
                        Long.toString(validity.toMinutes())),
                at + NEWS.toMillis());
    }

    /** Notifies an address that its account was moved back to an earlier address. */
    public static Mail changeUndone(
            AccountId account, EmailAddress address, EmailAddress earlier, String language, long at) {
        return new Mail(
                "address-taken-back-" + account.value() + "-" + at,
                MailKind.ADDRESS_TAKEN_BACK,
                address,
                language,
                Map.of(NEW_ADDRESS, earlier.value(), AT, Long.toString(at)),
                at + NEWS.toMillis());
    }

    /** Notifies the address that its account was deleted. */
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
     * Notifies the address of a sign-in of a device, at most once a day per device.
     *
     * @param device brand and model as shown to the user; may be empty
     * @param nativeId the id by which the same device is recognized
     */
    public static Mail newDevice(
            AccountId account, String nativeId, EmailAddress address, String language, String device, long at) {
        return news(
                MailKind.NEW_DEVICE,
                account,
                Integer.toUnsignedString((nativeId + "\0" + device).hashCode(), Character.MAX_RADIX),
                address,
                language,
                Map.of(DEVICE, device, AT, Long.toString(at)),
                at);
    }

    /** Notifies the address of a sign-in of a browser that is new to the account, at most once a day. */
    public static Mail newBrowser(AccountId account, EmailAddress address, String language, long at) {
        return news(MailKind.NEW_BROWSER, account, "", address, language, Map.of(AT, Long.toString(at)), at);
    }

    /** Notifies the address that the password of the account was set. */
    public static Mail passwordChanged(AccountId account, EmailAddress address, String language, long at) {
        return new Mail(
                "password-changed-" + account.value() + "-" + at,
                MailKind.PASSWORD_CHANGED,
                address,
                language,
                Map.of(AT, Long.toString(at)),
                at + NEWS.toMillis());
    }

    /** Creates the mail with the link to a complete archive. The archive is kept for a day. */
    public static Mail archiveReady(String export, EmailAddress address, String language, String link, long at) {
        return new Mail(
                "archive-ready-" + export,
                MailKind.ARCHIVE_READY,
                address,
                language,
                Map.of(LINK, link, AT, Long.toString(at)),
                at + NEWS.toMillis());
    }

    /** Notifies a user that the requested archive could not be created. */
    public static Mail archiveFailed(String export, EmailAddress address, String language, long at) {
        return new Mail(
                "archive-failed-" + export,
                MailKind.ARCHIVE_FAILED,
                address,
                language,
                Map.of(AT, Long.toString(at)),
                at + NEWS.toMillis());
    }

    /** Creates a notice of which one per day is enough. */
    private static Mail news(
            MailKind kind,
            AccountId account,
            String subject,
            EmailAddress address,
            String language,
            Map<String, String> arguments,
            long at) {
        var day = at / NEWS.toMillis();
        var id = kind.name().toLowerCase(Locale.ROOT) + "-" + account.value() + "-" + subject + "-" + day;
        return new Mail(id, kind, address, language, arguments, at + NEWS.toMillis());
    }

    /**
     * Returns the same mail with the warning that its code ends every older device and session when it is entered
     * outside of them.
     */
    public Mail endingAccess() {
        var more = new HashMap<>(arguments);
        more.put(ENDS_ACCESS, "true");
        return new Mail(id, kind, to, language, more, until);
    }

    /** Distinguishes addresses without revealing them. */
    private static String mark(EmailAddress address) {
        return Integer.toUnsignedString(address.value().hashCode(), Character.MAX_RADIX);
    }

    @Override
    public String toString() {
        return "mail " + kind;
    }
}
