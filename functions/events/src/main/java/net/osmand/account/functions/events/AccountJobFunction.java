package net.osmand.account.functions.events;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.files.AccountJobs;
import net.osmand.account.core.files.CheckAccount;
import net.osmand.account.core.files.CheckReport;
import net.osmand.account.core.files.PurgeTrash;
import net.osmand.account.core.files.TrimVersions;
import net.osmand.account.core.folders.RunFolderJob;
import net.osmand.account.core.signin.CheckIdentity;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.lambda.EventDeadline;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queue consumer for jobs of one account: its check, removal of hidden rows, removal of old versions above the cap, and
 * large folders. Failed messages are delivered again.
 */
public final class AccountJobFunction implements RequestHandler<SQSEvent, @Nullable Void> {
    private static final Logger LOG = LoggerFactory.getLogger(AccountJobFunction.class);

    private final Accounts accounts;
    private final CheckAccount checkAccount;
    private final PurgeTrash purgeTrash;
    private final TrimVersions trimVersions;
    private final RunFolderJob runFolderJob;

    public AccountJobFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public AccountJobFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        accounts = application.accounts();
        var checkIdentity = application.signIn().checkIdentity();
        checkAccount = application.files().checkAccount(account -> log(checkIdentity.check(account)));
        purgeTrash = application.files().purgeTrash();
        trimVersions = application.files().trimVersions();
        runFolderJob = application.portalFiles().runFolderJob();
    }

    @Override
    public @Nullable Void handleRequest(SQSEvent event, Context context) {
        try (var _ = EventDeadline.of(context)) {
            for (var message : event.getRecords()) {
                var parts = message.getBody().split(" ", 2);
                run(AccountJobs.Kind.valueOf(parts[0]), new AccountId(Integer.parseInt(parts[1])));
            }
        }
        return null;
    }

    private void run(AccountJobs.Kind kind, AccountId account) {
        switch (kind) {
            case CHECK -> log(checkAccount.check(account));
            case PURGE -> purgeTrash.hiddenRows(account);
            case TRIM ->
                accounts.account(account).map(Account::plan).ifPresent(plan -> trimVersions.trim(account, plan));
            case FOLDER -> runFolderJob.step(account);
        }
    }

    private static void log(CheckIdentity.Report report) {
        LOG.atInfo()
                .addKeyValue("pointersRestored", report.pointersRestored())
                .addKeyValue("addressesTaken", report.addressesTaken())
                .addKeyValue("usersRepaired", report.usersRepaired())
                .log();
    }

    /** Logs a report. Any correction or missing content raises an alarm. */
    private static void log(CheckReport report) {
        LOG.atInfo()
                .addKeyValue("trashEnded", report.trashEnded())
                .addKeyValue("objectsRestored", report.objectsLifted())
                .addKeyValue("objectsTrashed", report.objectsMarked())
                .addKeyValue("objectsRemoved", report.objectsRemoved())
                .addKeyValue("headsCorrected", report.headsCorrected())
                .addKeyValue("usagesCorrected", report.usagesCorrected())
                .addKeyValue("objectsCovered", report.objectsCovered())
                .addKeyValue("contentsMissing", report.contentsMissing())
                .log();
    }
}
