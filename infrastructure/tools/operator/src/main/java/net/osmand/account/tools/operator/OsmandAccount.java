package net.osmand.account.tools.operator;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import net.osmand.account.application.Adapters;
import net.osmand.account.application.Application;
import net.osmand.account.aws.AwsClients;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.files.CheckReport;
import net.osmand.account.core.purchases.Catalogue;
import net.osmand.account.core.purchases.Gifts;
import net.osmand.account.core.purchases.Product;
import net.osmand.account.core.purchases.Purchase;
import net.osmand.account.core.purchases.PurchaseId;
import net.osmand.account.core.purchases.PurchaseRules;
import net.osmand.account.core.purchases.PurchaseStatus;
import net.osmand.account.core.signin.CheckIdentity;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.EmailAddress;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code osmand-account}: the operator's commands. Environment variables name the tables, the bucket and the queues of
 * a stack, and the API ({@code API_URL}). Credentials come from the SDK's default chain. The script beside the jar
 * reads the names from the stack's outputs.
 */
@Command(
        name = "osmand-account",
        description = "Accounts, their purchases, and gifts.",
        mixinStandardHelpOptions = true,
        exitCodeList = {"0:done", "1:no such account or gift", "2:wrong usage"})
public final class OsmandAccount {
    private final LambdaEnvironment environment;
    private final Application application;
    private final Adapters adapters;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    public OsmandAccount(LambdaEnvironment environment) {
        this.environment = environment;
        application = new Application(environment);
        adapters = new Adapters(environment);
    }

    /** Runs a command and exits with its code. */
    public static void main(String[] args) {
        System.exit(commandLine(LambdaEnvironment.ofProcess()).execute(args));
    }

    /** Creates the command line for an environment. */
    public static CommandLine commandLine(LambdaEnvironment environment) {
        return new CommandLine(new OsmandAccount(environment));
    }

    @Command(description = "Finds the account of an e-mail address.", mixinStandardHelpOptions = true)
    int find(@Parameters(paramLabel = "EMAIL") String email) {
        var account = account(email).flatMap(adapters.accounts()::account);
        account.ifPresent(a -> out().printf(
                        "account %d, registered %s, plan %s%s%n",
                        a.id().value(),
                        Instant.ofEpochMilli(a.registeredAt()),
                        a.plan(),
                        a.closing() ? ", being deleted" : ""));
        return account.isPresent() ? 0 : missing("no account has this address");
    }

    @Command(description = "Shows the purchases of an account.", mixinStandardHelpOptions = true)
    int purchases(@Parameters(paramLabel = "EMAIL") String email) {
        var account = account(email);
        if (account.isEmpty()) {
            return missing("no account has this address");
        }
        var now = environment.clock().millis();
        for (var purchase : adapters.purchases().ofAccount(account.get())) {
            out().println(line(purchase, now));
        }
        return 0;
    }

    @Command(
            description =
                    "Gives OsmAnd Pro until a day. Without an address, the user who enters the code in the app gets"
                            + " it.",
            mixinStandardHelpOptions = true)
    int give(
            @Option(
                            names = "--to",
                            paramLabel = "EMAIL",
                            description = "The address that gets the gift, now or at sign-up.")
                    Optional<String> email,
            @Option(
                            names = "--until",
                            required = true,
                            paramLabel = "DATE",
                            description = "The first day (UTC) without Pro, such as 2027-12-31.")
                    LocalDate until) {
        var address = email.map(text -> EmailAddress.parse(text)
                .orElseThrow(() -> new CommandLine.ParameterException(spec.commandLine(), "not an e-mail address")));
        var gift = gifts().give(
                        address, until.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
        out().printf("%s, code %s%n", gift.id().value(), gift.code());
        return 0;
    }

    @Command(description = "Revokes a gift.", mixinStandardHelpOptions = true)
    int revoke(@Parameters(paramLabel = "ID", description = "The id that give or purchases prints.") String id) {
        var gift = new PurchaseId(id);
        var found = adapters.purchases().read(Optional.empty(), java.util.Set.of(gift), java.util.Set.of());
        if (!found.purchases().containsKey(gift) || !found.purchases().get(gift).isGift()) {
            return missing("no gift has this id");
        }
        gifts().revoke(gift);
        out().println("revoked");
        return 0;
    }

    @Command(description = "Mails another code for signing up or in with an app.", mixinStandardHelpOptions = true)
    int resend(
            @Parameters(paramLabel = "EMAIL") String email,
            @Option(names = "--lang", defaultValue = "en", description = "The mail's language: en or nl.")
                    String language)
            throws IOException, InterruptedException {
        var form = Stream.of("email", email, "login", "true", "lang", language)
                .map(text -> URLEncoder.encode(text, StandardCharsets.UTF_8))
                .toList();
        var request = HttpRequest.newBuilder(URI.create(environment.variable("API_URL") + "/userdata/user-register"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("%s=%s&%s=%s&%s=%s".formatted(form.toArray())))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                return missing("the API answered " + answer.statusCode() + ": " + answer.body());
            }
        }
        out().println("requested; the mail is in the outbox");
        return 0;
    }

    @Command(
            description =
                    "Compares an account's rows, heads, objects and usage, and corrects differences, as its full check"
                            + " does.",
            mixinStandardHelpOptions = true)
    int reconcile(@Parameters(paramLabel = "EMAIL") String email) {
        var account = account(email);
        if (account.isEmpty()) {
            return missing("no account has this address");
        }
        var identity = application.signIn().checkIdentity().check(account.get());
        var report = application.files().checkAccount(_ -> {}).checkAll(account.get());
        if (!identity.equals(CheckIdentity.Report.NOTHING)) {
            out().println(identity);
        }
        if (!report.equals(CheckReport.NOTHING)) {
            out().println(report);
        }
        if (identity.equals(CheckIdentity.Report.NOTHING) && report.equals(CheckReport.NOTHING)) {
            out().println("all is in order");
        }
        return 0;
    }

    @Command(
            description = "Copies missing rows from a restored table into the live one. Existing rows stay unchanged.",
            mixinStandardHelpOptions = true)
    int copy(@Parameters(paramLabel = "FROM") String from, @Parameters(paramLabel = "TO") String to) {
        out().println(new CopyRows(new AwsClients(environment).dynamoDb()).copy(from, to) + " rows copied");
        return 0;
    }

    private Gifts gifts() {
        return new Gifts(application.purchases().recordEvent(), environment.clock(), environment.random());
    }

    private Optional<AccountId> account(String email) {
        return EmailAddress.parse(email).flatMap(adapters.accounts()::find);
    }

    private static String line(Purchase purchase, long now) {
        var status = new PurchaseStatus(purchase, Catalogue.shipped(), PurchaseRules.standard(true));
        return "%s  %s  %s  until %s"
                .formatted(
                        purchase.id().value(),
                        status.product().map(Product::name).orElse("unknown product"),
                        status.state(now),
                        status.expiresAt()
                                .map(Instant::ofEpochMilli)
                                .map(Instant::toString)
                                .orElse("ever"));
    }

    private int missing(String what) {
        spec.commandLine().getErr().println(what);
        return 1;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
