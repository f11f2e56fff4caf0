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

    /** Present if the code, typed from outside, ends every older device and session. */
    public static final String ENDS_ACCESS = "endsAccess";

    /** The address that an account has from now on. */
    public static final String NEW_ADDRESS = "newAddress";

    /** A device's brand and model, or its name for a browser. */
    public static final String DEVICE = "device";

    /** When it happened, epoch milliseconds. */
    public static final String AT = "at";

    /** Where the mail leads, an absolute URL. */
    public static final String LINK = "link";

    private static final Duration NEWS = Duration.ofDays(1);

    public Mail {
        language = ShortText.cut(language);
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

    /** Tells the account's old address that the account has another one, with the code that takes it back. */
    public static Mail addressLeft(
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

    /** Tells the account's address that the account went back to an earlier address. */
    public static Mail addressTakenBack(
            AccountId account, EmailAddress address, EmailAddress earlier, String language, long at) {
        return new Mail(
                "address-taken-back-" + account.value() + "-" + at,
                MailKind.ADDRESS_TAKEN_BACK,
                address,
                language,
                Map.of(NEW_ADDRESS, earlier.value(), AT, Long.toString(at)),
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
     * Tells the address that a device signed in. Of several sign-ins of one device in a day only the first is told.
     *
     * @param device brand and model as people know them; may be empty
     * @param nativeId by which the device is known again
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

    /** Tells the address that a browser signed in that was not signed in to the account before, once a day. */
    public static Mail newBrowser(AccountId account, EmailAddress address, String language, long at) {
        return news(MailKind.NEW_BROWSER, account, "", address, language, Map.of(AT, Long.toString(at)), at);
    }

    /** Tells the address that the account's password was set. */
    public static Mail passwordChanged(AccountId account, EmailAddress address, String language, long at) {
        return new Mail(
                "password-changed-" + account.value() + "-" + at,
                MailKind.PASSWORD_CHANGED,
                address,
                language,
                Map.of(AT, Long.toString(at)),
                at + NEWS.toMillis());
    }

    /** Brings the link to a complete archive. The archive is kept for a day. */
    public static Mail archiveReady(String export, EmailAddress address, String language, String link, long at) {
        return new Mail(
                "archive-ready-" + export,
                MailKind.ARCHIVE_READY,
                address,
                language,
                Map.of(LINK, link, AT, Long.toString(at)),
                at + NEWS.toMillis());
    }

    /** Tells a user who waits for an archive that there will be none. */
    public static Mail archiveFailed(String export, EmailAddress address, String language, long at) {
        return new Mail(
                "archive-failed-" + export,
                MailKind.ARCHIVE_FAILED,
                address,
                language,
                Map.of(AT, Long.toString(at)),
                at + NEWS.toMillis());
    }

    /** News of which one a day is enough. */
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

    /** The same mail with the warning that its code, typed from outside, ends every older device and session. */
    public Mail endingAccess() {
        var more = new HashMap<>(arguments);
        more.put(ENDS_ACCESS, "true");
        return new Mail(id, kind, to, language, more, until);
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
