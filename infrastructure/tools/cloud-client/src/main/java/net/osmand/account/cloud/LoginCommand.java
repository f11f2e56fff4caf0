package net.osmand.account.cloud;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import net.osmand.account.cloud.Profiles.Profile;
import net.osmand.account.cloud.api.CloudException;
import net.osmand.account.cloud.api.ExitCode;
import net.osmand.account.cloud.api.Session;
import net.osmand.account.cloud.api.SignIn;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Signs in with a code that the server mails. The code is read from the terminal, never from the command line. */
@Command(name = "login", description = "Signs in by a mailed code.", mixinStandardHelpOptions = true)
final class LoginCommand implements Callable<Integer> {
    private static final int TRIES = 3;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final OsmandCloud cloud;

    @Mixin
    private ProfileOption profile = new ProfileOption();

    @Option(names = "--server", paramLabel = "URL", required = true, description = "The server's address.")
    private String server = "";

    @Option(names = "--email", paramLabel = "ADDRESS", required = true, description = "The account's e-mail address.")
    private String email = "";

    @Option(names = "--device", paramLabel = "NAME", description = "This computer's name (default: its host name).")
    private @Nullable String device;

    @Option(names = "--create", description = "Opens an account if the address has none.")
    private boolean create;

    @Option(names = "--allow-http", description = "Permits a connection without encryption.")
    private boolean allowHttp;

    LoginCommand(OsmandCloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public Integer call() {
        var signIn = new SignIn(address(), cloud.network());
        signIn.mustAnswer();
        var hasAccount = signIn.hasAccount(email);
        if (!hasAccount && !create) {
            throw new CloudException(
                    ExitCode.REFUSED, "The address has no account at this server. Add --create to open one.");
        }
        var lang = Locale.getDefault().getLanguage().isEmpty()
                ? "en"
                : Locale.getDefault().getLanguage();
        signIn.requestCode(email, hasAccount, lang);
        cloud.terminal().out().printf("The server has mailed a code to %s.%n", email);
        var earlier = cloud.profiles().find(profile.name());
        var nativeId =
                earlier.map(Profile::nativeId).orElseGet(() -> UUID.randomUUID().toString());
        var session = register(signIn, nativeId, lang);
        cloud.profiles().save(profile.name(), new Profile(session, nativeId));
        cloud.terminal().out().printf("Signed in as %s.%n", session.device());
        return ExitCode.DONE.number();
    }

    private Session register(SignIn signIn, String nativeId, String lang) {
        for (var attempt = 1; ; attempt++) {
            try {
                return signIn.register(email, code(), nativeId, deviceName(), lang);
            } catch (CloudException e) {
                if (e.exitCode() != ExitCode.WRONG_CODE || attempt == TRIES) {
                    throw e;
                }
                cloud.terminal().err().println(e.sentence());
            }
        }
    }

    private String code() {
        cloud.terminal().out().print("Code: ");
        cloud.terminal().out().flush();
        try {
            var line = cloud.terminal().in().readLine();
            if (line == null) {
                throw new CloudException(ExitCode.REFUSED, "No code was given.");
            }
            return line.replaceAll("[\\s-]", "");
        } catch (IOException e) {
            throw new CloudException(ExitCode.REFUSED, "No code was given.", e);
        }
    }

    private URI address() {
        try {
            var address = URI.create(server.replaceAll("/+$", ""));
            var isLocal = LOOPBACK.contains(String.valueOf(address.getHost()));
            var isHttp = "http".equals(address.getScheme());
            if (address.getHost() != null && ("https".equals(address.getScheme()) || isHttp)) {
                if (isHttp && !isLocal && !allowHttp) {
                    throw new CloudException(
                            ExitCode.USAGE,
                            "This address has no encryption: use https, or add --allow-http in a network you trust.");
                }
                return address;
            }
        } catch (IllegalArgumentException _) {
            // The exception below reports it.
        }
        throw new CloudException(ExitCode.USAGE, "The server's address must look like https://cloud.example.org.");
    }

    private String deviceName() {
        if (device != null) {
            return device;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "computer";
        }
    }
}
