package net.osmand.account.tools.smoke;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code make smoke}: checks this project's assumptions about AWS on a deployed stack, and prints a row for each. It
 * uses the public API with a new account, which it deletes at the end. Exit code 0: no assumption is refuted,
 * 1: some are, 2: the checks could not start.
 */
public final class Smoke {
    private static final int ADDRESS_IN_USE = 111;
    private static final Duration MAIL_PATIENCE = Duration.ofMinutes(2);

    private final Map<String, String> environment;
    private final BufferedReader in;
    private final PrintStream out;

    /**
     * Takes the options.
     *
     * @param environment API: the stack's URL. EMAIL: an address without an account, whose mail a person reads.
     *     Optional: PORTAL; INBOX, the URL of a dev server's inbox, instead of a person; SHOP_SECRET, the webhook's
     *     secret; STACK, the CloudFormation stack that the AWS CLI queries; AWS_CLI, its program
     */
    public Smoke(Map<String, String> environment, BufferedReader in, PrintStream out) {
        this.environment = environment;
        this.in = in;
        this.out = out;
    }

    /** Runs all checks with the process's environment. */
    public static void main(String[] arguments) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        try {
            var report = new Smoke(System.getenv(), in, System.out).run();
            System.exit(report.all(Finding.Verdict.REFUTED).isEmpty() ? 0 : 1);
        } catch (CannotBegin e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    /**
     * Runs all checks and prints the table.
     *
     * @throws CannotBegin if the API does not answer, or the address has an account
     */
    public Report run() throws IOException {
        var api = new Api(URI.create(option("API").orElseThrow(() -> new CannotBegin("API is not set"))));
        mustAnswer(api);
        var account = account(api);
        var registered = account.register(false);
        if (registered.errorCode() == ADDRESS_IN_USE) {
            throw new CannotBegin(
                    "The address has an account, which this test would delete. Set EMAIL to another address.");
        }
        var report = new Report(out);
        var transfers = new Transfers(account);
        try {
            new SignIn(api, account).check(report, registered);
            transfers.check(report);
            new FolderCopy(option("API").orElseThrow(), account).check(report);
            new Shop(api, option("SHOP_SECRET")).check(report);
            new Portal(option("PORTAL").map(URI::create).map(Api::new), transfers.link()).check(report);
            new AwsAccount(option("AWS_CLI").orElse("aws"), option("STACK")).check(report);
        } finally {
            report.check("The test's account is deleted against a code", () -> {
                if (!account.exists()) {
                    return Finding.notTried("there is no account");
                }
                var deleted = account.delete();
                return Finding.of(deleted.isOk(), "delete-account: " + deleted.shown());
            });
        }
        out.printf(
                "%d confirmed, %d refuted, %d not tried%n",
                report.all(Finding.Verdict.CONFIRMED).size(),
                report.all(Finding.Verdict.REFUTED).size(),
                report.all(Finding.Verdict.NOT_TRIED).size());
        return report;
    }

    private static void mustAnswer(Api api) {
        try {
            var plans = api.get("/v1/plans", Map.of());
            if (!plans.isOk()) {
                throw new CannotBegin("The API does not answer: /v1/plans " + plans.shown());
            }
        } catch (IOException e) {
            throw new CannotBegin("The API does not answer: " + e);
        }
    }

    private TestAccount account(Api api) throws IOException {
        var inbox = option("INBOX").map(URI::create);
        if (inbox.isPresent()) {
            var email = option("EMAIL").orElse("smoke-" + UUID.randomUUID() + "@example.org");
            return new TestAccount(api, Codes.inbox(inbox.get(), MAIL_PATIENCE), email);
        }
        var email =
                option("EMAIL").orElseThrow(() -> new CannotBegin("EMAIL is not set: an address without an account"));
        return new TestAccount(api, Codes.typed(in, out), email);
    }

    private Optional<String> option(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** Nothing was checked and no account was created. */
    public static final class CannotBegin extends RuntimeException {
        private static final long serialVersionUID = 1;

        CannotBegin(String message) {
            super(message);
        }
    }
}
