package net.osmand.account.application;

import java.security.SecureRandom;
import java.time.Clock;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.aws.ses.SesMailer;
import net.osmand.account.aws.sqs.SqsQueue;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.account.AuthenticateDevice;
import net.osmand.account.core.account.AuthenticateSession;
import net.osmand.account.core.account.EndAccess;
import net.osmand.account.core.account.ListAccess;
import net.osmand.account.core.account.RevokeDevice;
import net.osmand.account.core.account.Sessions;
import net.osmand.account.core.codes.CodeProvider;
import net.osmand.account.core.codes.Counters;
import net.osmand.account.core.codes.KnownSources;
import net.osmand.account.core.codes.PendingCodes;
import net.osmand.account.core.deletion.DeleteAccount;
import net.osmand.account.core.mail.MailSuppressions;
import net.osmand.account.core.mail.Outbox;
import net.osmand.account.core.mail.SentMails;
import net.osmand.account.lambda.Cookies;
import net.osmand.account.lambda.DeviceAuthenticator;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.SessionAuthenticator;

/**
 * Builds the use cases of a handler. Handlers call it in their constructors, so a missing setting fails the start of
 * the function.
 */
public final class Application {
    private final Settings settings;
    private final Adapters adapters;
    private final Clock clock;
    private final SecureRandom random;

    public Application(LambdaEnvironment environment) {
        settings = new Settings(environment.variables());
        adapters = new Adapters(environment, settings);
        clock = environment.clock();
        random = environment.random();
    }

    public Settings settings() {
        return settings;
    }

    public Clock clock() {
        return clock;
    }

    /** Returns the use cases of files and the trash. */
    public FileUseCases files() {
        return new FileUseCases(settings, adapters, clock, random);
    }

    /** Returns the use cases that browsers need to change files, folders and favourites. */
    public PortalFileUseCases portalFiles() {
        return new PortalFileUseCases(files(), adapters, clock, random);
    }

    public UploadUseCases uploads() {
        return new UploadUseCases(files(), adapters, clock, random);
    }

    public ExportUseCases exports() {
        return new ExportUseCases(adapters, clock, random);
    }

    /** Returns the use cases of codes, sign-up, sign-in and the account's address. */
    public SignInUseCases signIn() {
        return new SignInUseCases(settings, adapters, purchases(), clock, random);
    }

    public PurchaseUseCases purchases() {
        return new PurchaseUseCases(settings, adapters, clock);
    }

    // ---- Authentication ----

    public DeviceAuthenticator deviceAuthenticator() {
        return new DeviceAuthenticator(authenticateDevice());
    }

    public SessionAuthenticator sessionAuthenticator() {
        return new SessionAuthenticator(
                new AuthenticateSession(sessions(), clock), authenticateDevice(), requestOrigin(), cookies());
    }

    public RequestOrigin requestOrigin() {
        return new RequestOrigin(
                settings.portalOrigin(),
                adapters.secrets().originSecret(),
                adapters.secrets().proxySecret(),
                cookies());
    }

    public Cookies cookies() {
        return new Cookies(settings.isHttps(), random);
    }

    /** Returns the counters of order ids that apps report without authentication. */
    public Counters counters() {
        return adapters.counters();
    }

    private AuthenticateDevice authenticateDevice() {
        return new AuthenticateDevice(accounts());
    }

    // ---- Account ----

    public Accounts accounts() {
        return adapters.accounts();
    }

    public Sessions sessions() {
        return adapters.sessions();
    }

    public PendingCodes pendingCodes() {
        return adapters.pendingCodes();
    }

    public CodeProvider codeProvider() {
        return adapters.codeProvider();
    }

    public KnownSources knownSources() {
        return adapters.knownSources();
    }

    public RevokeDevice revokeDevice() {
        return new RevokeDevice(accounts(), sessions());
    }

    public ListAccess listAccess() {
        return new ListAccess(accounts(), sessions(), clock);
    }

    public EndAccess endAccess() {
        return new EndAccess(accounts(), sessions());
    }

    public DeleteAccount deleteAccount() {
        return new DeleteAccount(
                accounts(),
                adapters.fileIndex(),
                adapters.fileContents(),
                codeProvider(),
                purchases().unlink(),
                outbox(),
                clock);
    }

    // ---- Mail ----

    public Outbox outbox() {
        return adapters.outbox();
    }

    public SqsQueue mailQueue() {
        return adapters.queue("MAIL_QUEUE_URL");
    }

    public SentMails sentMails() {
        return adapters.sentMails();
    }

    public MailSuppressions mailSuppressions() {
        return adapters.mailSuppressions();
    }

    public SesMailer mailer() {
        return adapters.mailer();
    }
}
