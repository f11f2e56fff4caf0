package net.osmand.account.functions.events.mail;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import net.osmand.account.core.mail.Mail;
import net.osmand.account.core.mail.MailKind;

/**
 * Renders mails in the languages of {@code words*.properties}, which contain the texts of each kind.
 * {@code letter.html} and {@code letter.txt} define the layout. Except for codes, a text contains no run of six or more
 * digits, since people and programs look for codes. The only link is the one to an archive.
 */
public final class MailRenderer {
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d{6,}");
    private static final Pattern NOT_IN_A_NAME = Pattern.compile("[^\\p{L}\\p{N} ()+_-]+");
    private static final int LONGEST_NAME = 60;
    private static final long MINUTES_AN_HOUR = 60;
    private static final long HOURS_PER_DAY = 24;

    private final Mustache.Compiler plain = Mustache.compiler().escapeHTML(false);
    private final Template text = template(plain, "letter.txt");
    private final Template html = template(Mustache.compiler().escapeHTML(true), "letter.html");

    /** Renders a mail in its language, or in English if there are no texts in that language. */
    public RenderedMail write(Mail mail) {
        var locale = Locale.forLanguageTag(mail.language().replace('_', '-'));
        var words = ResourceBundle.getBundle(MailRenderer.class.getPackageName() + ".words", locale, NO_FALLBACK);
        var arguments = arguments(mail, words);
        var context = new HashMap<String, Object>(arguments);
        for (var part : new String[] {"subject", "heading", "intro", "advice"}) {
            context.put(part, spoken(words.getString(mail.kind() + "." + part), arguments));
        }
        var code = mail.arguments().containsKey(Mail.CODE);
        context.put("isCode", code);
        context.put("validity", code ? spoken(words.getString("validity"), arguments) : "");
        if (mail.arguments().containsKey(Mail.ENDS_ACCESS)) {
            context.put("warning", words.getString("endsAccess"));
        }
        context.put("button", words.getString("button"));
        context.put("preview", context.get(code ? "validity" : "intro"));
        context.put("language", words.getString("language"));
        context.put("footer", words.getString("footer." + reason(mail.kind())));
        return new RenderedMail(
                Objects.requireNonNull(context.get("subject")).toString(),
                text.execute(context),
                html.execute(context));
    }

    /** Returns why the address gets the mail: it was entered, is an account's address, or used to be one. */
    private static String reason(MailKind kind) {
        return switch (kind) {
            case SIGN_UP_CODE, SIGN_IN_CODE, RESET_CODE, NEW_ADDRESS_CODE, CONFIRM_CODE -> "entered";
            case CHANGE_CODE,
                    DELETE_CODE,
                    ADDRESS_CHANGED,
                    NEW_DEVICE,
                    NEW_BROWSER,
                    PASSWORD_CHANGED,
                    ARCHIVE_READY,
                    ARCHIVE_FAILED -> "current";
            case ADDRESS_LEFT, ADDRESS_TAKEN_BACK, ACCOUNT_DELETED -> "former";
        };
    }

    private static Map<String, String> arguments(Mail mail, ResourceBundle words) {
        var arguments = new HashMap<String, String>();
        mail.arguments()
                .forEach((name, value) -> arguments.put(
                        name,
                        switch (name) {
                            case Mail.MINUTES -> life(Long.parseLong(value), words);
                            case Mail.AT -> moment(Long.parseLong(value), words);
                            case Mail.NEW_ADDRESS -> masked(value);
                            case Mail.DEVICE -> device(value, words);
                            default -> value;
                        }));
        return arguments;
    }

    private String spoken(String words, Map<String, String> arguments) {
        return plain.compile(words).execute(arguments);
    }

    private static String life(long minutes, ResourceBundle words) {
        if (minutes < MINUTES_AN_HOUR) {
            return minutes + " " + words.getString("minutes");
        }
        var hours = minutes / MINUTES_AN_HOUR;
        if (hours > 2 * HOURS_PER_DAY) {
            return hours / HOURS_PER_DAY + " " + words.getString("days");
        }
        return hours + " " + words.getString(hours == 1 ? "hour" : "hours");
    }

    private static String moment(long at, ResourceBundle words) {
        return DateTimeFormatter.ofPattern(
                        words.getString("moment"), Locale.forLanguageTag(words.getString("language")))
                .format(Instant.ofEpochMilli(at).atZone(ZoneOffset.UTC));
    }

    /** Masks an address. Its owner can recognize it, but other readers of the old mailbox learn no more. */
    private static String masked(String address) {
        var at = address.indexOf('@');
        return withoutLongNumbers(address.substring(0, 1) + "***" + address.substring(at));
    }

    /** Sanitizes the name of a device. It comes from the app, so it must not form a link or a code. */
    private static String device(String name, ResourceBundle words) {
        var plainName = withoutLongNumbers(NOT_IN_A_NAME.matcher(name).replaceAll(" "))
                .replaceAll(" +", " ")
                .strip();
        var shortName = plainName.substring(
                0,
                plainName.offsetByCodePoints(
                        0, Math.min(LONGEST_NAME, plainName.codePointCount(0, plainName.length()))));
        return shortName.isEmpty() ? words.getString("device") : shortName;
    }

    private static String withoutLongNumbers(String value) {
        return LONG_NUMBER.matcher(value).replaceAll("…");
    }

    private static Template template(Mustache.Compiler compiler, String name) {
        try (var file = Objects.requireNonNull(MailRenderer.class.getResourceAsStream(name), name)) {
            return compiler.compile(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
