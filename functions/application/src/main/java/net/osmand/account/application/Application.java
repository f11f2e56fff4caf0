package net.osmand.account.application;

import java.security.SecureRandom;
import java.time.Clock;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.aws.ses.SesMailer;
import net.osmand.account.aws.sqs.SqsOutbox;
import net.osmand.account.aws.sqs.SqsQueue;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.account.AuthenticateDevice;
import net.osmand.account.core.account.AuthenticateSession;
import net.osmand.account.core.account.EndAccess;
import net.osmand.account.core.account.ListAccess;
import net.osmand.account.core.account.RevokeDevice;
import net.osmand.account.core.account.Sessions;
import net.osmand.account.core.codes.CheckCode;
import net.osmand.account.core.codes.CodeHash;
import net.osmand.account.core.codes.CodeLimits;
import net.osmand.account.core.codes.CodeProvider;
import net.osmand.account.core.codes.CodeReceiver;
import net.osmand.account.core.codes.Counters;
import net.osmand.account.core.codes.KnownSources;
import net.osmand.account.core.codes.PasswordLimits;
import net.osmand.account.core.codes.PendingCodes;
import net.osmand.account.core.codes.PoolUsers;
import net.osmand.account.core.codes.RequestCode;
import net.osmand.account.core.codes.SendConfirmation;
import net.osmand.account.core.deletion.DeleteAccount;
import net.osmand.account.core.mail.MailSuppressions;
import net.osmand.account.core.mail.Outbox;
import net.osmand.account.core.mail.SentMails;
import net.osmand.account.core.signin.ChangeEmail;
import net.osmand.account.core.signin.ChangePassword;
import net.osmand.account.core.signin.CheckIdentity;
import net.osmand.account.core.signin.ConfirmEmail;
import net.osmand.account.core.signin.EmailVerifiedListener;
import net.osmand.account.core.signin.FinishEmailChange;
import net.osmand.account.core.signin.ProveAddress;
import net.osmand.account.core.signin.RegisterDevice;
import net.osmand.account.core.signin.RegisterUser;
import net.osmand.account.core.signin.StartSession;
import net.osmand.account.core.signin.UndoEmailChange;
import net.osmand.account.core.signin.WebSignIn;
import net.osmand.account.core.signin.WebSignUp;
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

    /** Returns the use cases of files, exports and uploads. */
    public FileUseCases files() {
        return new FileUseCases(settings, adapters, clock, random);
    }

    /** Returns the use cases that browsers need to change files, folders and favourites. */
    public PortalFileUseCases portalFiles() {
        return new PortalFileUseCases(files(), adapters, clock, random);
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
        return new RequestOrigin(settings.portalOrigin(), adapters.originSecret(), adapters.proxySecret(), cookies());
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

    // ---- Account and sign-in ----

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

    public RequestCode requestCode() {
        var limits = new CodeLimits(adapters.counters(), knownSources(), settings.limits(), clock);
        return new RequestCode(pendingCodes(), codeProvider(), poolUsers(), limits, clock);
    }

    public CheckCode checkCode() {
        return new CheckCode(pendingCodes(), codeHash(), settings.limits(), clock);
    }

    public CodeReceiver codeReceiver() {
        return new CodeReceiver(pendingCodes(), codeHash());
    }

    private CodeHash codeHash() {
        return new CodeHash(adapters.codeHash());
    }

    public RegisterUser registerUser() {
        return new RegisterUser(accounts(), requestCode(), settings.signUpPolicy());
    }

    public RegisterDevice registerDevice() {
        return new RegisterDevice(accounts(), checkCode(), poolUsers(), proveAddress(), outbox(), clock, random);
    }

    public WebSignUp webSignUp() {
        return new WebSignUp(
                accounts(),
                pendingCodes(),
                requestCode(),
                checkCode(),
                codeProvider(),
                poolUsers(),
                sessions(),
                settings.signUpPolicy(),
                proveAddress(),
                outbox(),
                clock);
    }

    public WebSignIn webSignIn() {
        return new WebSignIn(accounts(), codeProvider(), passwordLimits(), knownSources(), outbox(), clock);
    }

    public ChangePassword changePassword() {
        return new ChangePassword(
                accounts(), sessions(), checkCode(), codeProvider(), passwordLimits(), proveAddress(), outbox(), clock);
    }

    private PasswordLimits passwordLimits() {
        return new PasswordLimits(adapters.counters(), settings.limits(), clock);
    }

    public StartSession startSession() {
        return new StartSession(sessions(), pendingCodes(), clock, random);
    }

    public ChangeEmail changeEmail() {
        return new ChangeEmail(
                accounts(),
                requestCode(),
                checkCode(),
                settings.signUpPolicy(),
                finishEmailChange(),
                proveAddress(),
                clock);
    }

    public ConfirmEmail confirmEmail() {
        return new ConfirmEmail(checkCode(), proveAddress());
    }

    public UndoEmailChange undoEmailChange() {
        return new UndoEmailChange(accounts(), checkCode(), finishEmailChange(), clock);
    }

    private ProveAddress proveAddress() {
        return new ProveAddress(accounts(), pendingCodes(), poolUsers(), emailVerified(), clock);
    }

    public FinishEmailChange finishEmailChange() {
        return new FinishEmailChange(
                accounts(),
                pendingCodes(),
                codeHash(),
                new SendConfirmation(pendingCodes(), codeProvider(), clock),
                poolUsers(),
                sessions(),
                outbox(),
                clock,
                random);
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

    public CheckIdentity checkIdentity() {
        return new CheckIdentity(accounts(), poolUsers());
    }

    private PoolUsers poolUsers() {
        return new PoolUsers(accounts(), codeProvider(), random);
    }

    /** Links the purchases that wait for a verified address. Built on demand, since few functions have its settings. */
    private EmailVerifiedListener emailVerified() {
        return (account, email) -> purchases().link().claim(account, email);
    }

    // ---- Mail ----

    public Outbox outbox() {
        return new SqsOutbox(mailQueue());
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
