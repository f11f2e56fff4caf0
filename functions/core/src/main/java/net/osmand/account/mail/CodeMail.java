package net.osmand.account.mail;

import java.text.MessageFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.ResourceBundle;
import net.osmand.account.codes.CodePurpose;

/**
 * The mail that brings a code, in Dutch or English. The code stands in the text as one unbroken run of digits, and no other
 * run of 6 to 8 digits stands beside it.
 */
public record CodeMail(String subject, String text, String html) {
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /**
     * Writes it.
     *
     * @param language as the app sent it, such as {@code nl} or {@code pt-BR}; English where we have no such texts
     */
    public static CodeMail write(CodePurpose purpose, String code, Duration life, String language) {
        var locale = Locale.forLanguageTag(language.replace('_', '-'));
        var texts = ResourceBundle.getBundle("net.osmand.account.mail.code", locale, NO_FALLBACK);
        var lives = life.toHours() > 0
                ? texts.getString(life.toHours() == 1 ? "hour" : "hours")
                : texts.getString("minutes");
        var amount = life.toHours() > 0 ? life.toHours() : life.toMinutes();
        var lifeText = MessageFormat.format(lives, amount);
        var subject = MessageFormat.format(texts.getString(purpose + ".subject"), code);
        var intro = texts.getString(purpose + ".intro");
        var validity = MessageFormat.format(texts.getString("validity"), lifeText);
        var ignore = texts.getString("ignore");
        var text = intro + "\n\n    " + code + "\n\n" + validity + "\n" + ignore + "\n\nOsmAnd\n";
        var html = """
                <!doctype html>
                <html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">\
                <meta name="color-scheme" content="light dark"><title>%s</title></head>
                <body style="margin:0;padding:24px;font:16px/1.5 sans-serif">
                <div style="max-width:480px;margin:0 auto"><p>%s</p>
                <p style="font:bold 32px/1.2 monospace;letter-spacing:0;user-select:all">%s</p>
                <p>%s</p><p style="color:#777">%s</p><p>OsmAnd</p></div></body></html>
                """.formatted(texts.getString("language"), subject, intro, code, validity, ignore);
        return new CodeMail(subject, text, html);
    }
}
