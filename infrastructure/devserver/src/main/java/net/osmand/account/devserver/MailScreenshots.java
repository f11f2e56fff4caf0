package net.osmand.account.devserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.osmand.account.core.mail.Mail;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.functions.events.mail.MailRenderer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code make mails}: renders each mail in each language, light and dark, on a phone of 320 px. The only argument is
 * the folder of the pictures.
 */
public final class MailScreenshots {
    private static final Logger LOG = LoggerFactory.getLogger(MailScreenshots.class);
    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final List<String> LANGUAGES = List.of("en", "nl");
    private static final long AT = Instant.parse("2026-11-24T16:05:00Z").toEpochMilli();

    private MailScreenshots() {}

    /** Writes a PNG and an HTML file for each mail. */
    public static void main(String[] arguments) throws InterruptedException {
        var folder =
                Path.of(arguments.length == 0 ? "target/mails" : arguments[0]).toAbsolutePath();
        var browser = browser();
        if (browser.isEmpty()) {
            LOG.error("No browser is here to draw the mails: install Chromium (package chromium).");
            System.exit(1);
        }
        try {
            Files.createDirectories(folder);
            var pictures = new ArrayList<Path>();
            for (var language : LANGUAGES) {
                for (var mail : mails(language).toList()) {
                    var name = mail.kind().name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + language;
                    Files.writeString(
                            folder.resolve(name + ".html"),
                            new MailRenderer().write(mail).html());
                    for (var scheme : List.of("light", "dark")) {
                        pictures.add(picture(browser.get(), folder, name, scheme));
                    }
                }
            }
            LOG.info("{} pictures of mails are in {}", pictures.size(), folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Stream<Mail> mails(String language) {
        var to = new EmailAddress("ann@example.org");
        var account = new AccountId(1);
        var other = new EmailAddress("bob@example.com");
        var codes = EnumSet.complementOf(EnumSet.of(CodePurpose.UNDO)).stream().map(purpose -> {
            var code = purpose.kind() == CodePurpose.Kind.CHALLENGE ? "48151623" : "481516";
            return Mail.code("", purpose, to, language, code, purpose.validity(), AT);
        });
        var news = Stream.of(
                Mail.addressChanged(account, to, language, AT),
                Mail.oldAddressNotice("", to, other, language, "48151623", CodePurpose.UNDO.validity(), AT),
                Mail.changeUndone(account, to, other, language, AT),
                Mail.passwordChanged(account, to, language, AT),
                Mail.newBrowser(account, to, language, AT),
                Mail.accountDeleted(account, to, language, AT),
                Mail.newDevice(account, "", to, language, "Google Pixel 9 Pro", AT));
        return Stream.concat(codes, news);
    }

    private static Path picture(String browser, Path folder, String name, String scheme)
            throws IOException, InterruptedException {
        var frame = folder.resolve("frame.html");
        var picture = folder.resolve(name + "-" + scheme + ".png");
        // Chromium's window is at least 500 px wide, so the mail is in a frame of a phone's width.
        Files.writeString(frame, """
            <!doctype html><meta name="color-scheme" content="%s"><style>body{margin:0}iframe{border:0;display:block}</style>
            <iframe src="%s" width="320" height="720" style="color-scheme:%s"></iframe>
            """.formatted(scheme, name + ".html", scheme));
        var drawing = new ProcessBuilder(
                        browser,
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--hide-scrollbars",
                        "--allow-file-access-from-files",
                        "--force-device-scale-factor=2",
                        "--window-size=320,720",
                        "--blink-settings=preferredColorScheme=" + (scheme.equals("dark") ? 0 : 1),
                        "--screenshot=" + picture,
                        frame.toUri().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("browser.log").toFile())
                .start();
        if (!drawing.waitFor(1, TimeUnit.MINUTES) || drawing.exitValue() != 0 || !Files.exists(picture)) {
            drawing.destroyForcibly();
            throw new IllegalStateException("the browser drew no " + picture + "; see browser.log beside it");
        }
        return picture;
    }

    private static Optional<String> browser() {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return BROWSERS.stream()
                .filter(name ->
                        Stream.of(path.split(":", -1)).anyMatch(folder -> Files.isExecutable(Path.of(folder, name))))
                .findFirst();
    }
}
