package net.osmand.account.application;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Supplier;
import net.osmand.account.aws.AwsClients;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.aws.Lazy;
import net.osmand.account.aws.cognito.CognitoCodeProvider;
import net.osmand.account.aws.dynamodb.DynamoDbAccounts;
import net.osmand.account.aws.dynamodb.DynamoDbArchiveNotices;
import net.osmand.account.aws.dynamodb.DynamoDbCounters;
import net.osmand.account.aws.dynamodb.DynamoDbDetails;
import net.osmand.account.aws.dynamodb.DynamoDbEmptyTrashJobs;
import net.osmand.account.aws.dynamodb.DynamoDbExports;
import net.osmand.account.aws.dynamodb.DynamoDbFileIndex;
import net.osmand.account.aws.dynamodb.DynamoDbFolderJobs;
import net.osmand.account.aws.dynamodb.DynamoDbKnownSources;
import net.osmand.account.aws.dynamodb.DynamoDbMailSuppressions;
import net.osmand.account.aws.dynamodb.DynamoDbPendingCodes;
import net.osmand.account.aws.dynamodb.DynamoDbPurchaseRepository;
import net.osmand.account.aws.dynamodb.DynamoDbSentMails;
import net.osmand.account.aws.dynamodb.DynamoDbSessions;
import net.osmand.account.aws.dynamodb.DynamoDbUploads;
import net.osmand.account.aws.s3.ObjectKeys;
import net.osmand.account.aws.s3.S3ArchiveStore;
import net.osmand.account.aws.s3.S3DirectUploadStore;
import net.osmand.account.aws.s3.S3FileContents;
import net.osmand.account.aws.s3.S3ListSnapshots;
import net.osmand.account.aws.ses.SesMailer;
import net.osmand.account.aws.sqs.SqsExportQueue;
import net.osmand.account.aws.sqs.SqsOutbox;
import net.osmand.account.aws.sqs.SqsQueue;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.account.Sessions;
import net.osmand.account.core.codes.CodeProvider;
import net.osmand.account.core.codes.Counters;
import net.osmand.account.core.codes.KnownSources;
import net.osmand.account.core.codes.PendingCodes;
import net.osmand.account.core.details.DetailsStore;
import net.osmand.account.core.exports.ArchiveNotices;
import net.osmand.account.core.exports.ArchiveStore;
import net.osmand.account.core.exports.ExportQueue;
import net.osmand.account.core.exports.Exports;
import net.osmand.account.core.files.EmptyTrash;
import net.osmand.account.core.files.FileContents;
import net.osmand.account.core.files.FileIndex;
import net.osmand.account.core.files.ListSnapshots;
import net.osmand.account.core.folders.FolderJobs;
import net.osmand.account.core.mail.MailSuppressions;
import net.osmand.account.core.mail.Outbox;
import net.osmand.account.core.mail.SentMails;
import net.osmand.account.core.purchases.PurchaseRepository;
import net.osmand.account.core.uploads.DirectUploadStore;
import net.osmand.account.core.uploads.Uploads;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Implements the ports of core with AWS. Each adapter is built on first use, so a function creates only the clients
 * that it needs.
 */
public final class Adapters {
    private final Settings settings;
    private final AwsClients clients;
    private final Clock clock;
    private final SecureRandom random;
    private final Supplier<DynamoDbClient> dynamoDb;
    private final Supplier<SqsClient> sqs;
    private final Supplier<Secrets> secrets;
    private final Supplier<Accounts> accounts;
    private final Supplier<Sessions> sessions;
    private final Supplier<PendingCodes> pendingCodes;
    private final Supplier<CodeProvider> codeProvider;
    private final Supplier<FileIndex> fileIndex;
    private final Supplier<FileContents> fileContents;
    private final Supplier<PurchaseRepository> purchases;

    /** Creates the adapters for tools that need ports but no use cases. */
    public Adapters(LambdaEnvironment environment) {
        this(environment, new Settings(environment.variables()));
    }

    Adapters(LambdaEnvironment environment, Settings settings) {
        this.settings = settings;
        clients = new AwsClients(environment);
        clock = environment.clock();
        random = environment.random();
        dynamoDb = new Lazy<>(clients::dynamoDb);
        sqs = new Lazy<>(clients::sqs);
        // Most functions neither read secrets nor package their client. A method reference here would load its class.
        secrets = new Lazy<>(() -> new Secrets(settings, clients, clock));
        accounts = new Lazy<>(() -> new DynamoDbAccounts(
                dynamoDb.get(), accountsTable(), filesTable(), settings.defaultPlan(), clock, random));
        sessions = new Lazy<>(() -> new DynamoDbSessions(
                dynamoDb.get(), accountsTable(), filesTable(), settings.defaultPlan(), clock, random));
        pendingCodes = new Lazy<>(() -> new DynamoDbPendingCodes(dynamoDb.get(), accountsTable()));
        codeProvider = new Lazy<>(() -> new CognitoCodeProvider(
                clients.cognito(), settings.text("USER_POOL_ID"), settings.text("USER_POOL_CLIENT_ID")));
        fileIndex = new Lazy<>(
                () -> new DynamoDbFileIndex(dynamoDb.get(), clients.dynamoDbWithoutConflictRetries(), filesTable()));
        fileContents = new Lazy<>(() -> new S3FileContents(
                clients.s3(), clients.s3Copies(), clients.presigner(), bucket(), objectKeys(), random));
        purchases = new Lazy<>(() -> new DynamoDbPurchaseRepository(
                dynamoDb.get(), settings.text("PURCHASES_TABLE"), accountsTable(), clock));
    }

    public Accounts accounts() {
        return accounts.get();
    }

    public Sessions sessions() {
        return sessions.get();
    }

    public PendingCodes pendingCodes() {
        return pendingCodes.get();
    }

    public CodeProvider codeProvider() {
        return codeProvider.get();
    }

    public Secrets secrets() {
        return secrets.get();
    }

    public Counters counters() {
        return new DynamoDbCounters(dynamoDb.get(), accountsTable(), secrets().codeHash());
    }

    public KnownSources knownSources() {
        return new DynamoDbKnownSources(
                dynamoDb.get(), accountsTable(), secrets().codeHash());
    }

    public FileIndex fileIndex() {
        return fileIndex.get();
    }

    public FileContents fileContents() {
        return fileContents.get();
    }

    public ListSnapshots listSnapshots() {
        return new S3ListSnapshots(clients.s3(), clients.presigner(), bucket());
    }

    public EmptyTrash.Jobs trashEmptyingJobs() {
        return new DynamoDbEmptyTrashJobs(dynamoDb.get(), filesTable());
    }

    public FolderJobs folderJobs() {
        return new DynamoDbFolderJobs(dynamoDb.get(), filesTable());
    }

    public DetailsStore details() {
        return new DynamoDbDetails(dynamoDb.get(), filesTable(), clock);
    }

    public Exports exports() {
        return new DynamoDbExports(dynamoDb.get(), filesTable());
    }

    public ArchiveNotices archiveNotices() {
        return new DynamoDbArchiveNotices(dynamoDb.get(), filesTable());
    }

    public ArchiveStore archiveStore() {
        return new S3ArchiveStore(clients.s3(), clients.presigner(), bucket(), random);
    }

    public ExportQueue exportQueue() {
        return new SqsExportQueue(queue("EXPORT_QUEUE_URL"));
    }

    public Uploads uploads() {
        return new DynamoDbUploads(dynamoDb.get(), filesTable());
    }

    public DirectUploadStore directUploadStore() {
        return new S3DirectUploadStore(clients.s3(), clients.presigner(), bucket(), objectKeys());
    }

    public PurchaseRepository purchases() {
        return purchases.get();
    }

    public SentMails sentMails() {
        return new DynamoDbSentMails(dynamoDb.get(), accountsTable());
    }

    public MailSuppressions mailSuppressions() {
        return new DynamoDbMailSuppressions(dynamoDb.get(), accountsTable());
    }

    public SesMailer mailer() {
        return new SesMailer(clients.ses(), settings.text("MAIL_FROM"), settings.optional("MAIL_CONFIGURATION_SET"));
    }

    public Outbox outbox() {
        return new SqsOutbox(queue("MAIL_QUEUE_URL"));
    }

    /** Returns the queue whose URL is in the environment variable. */
    public SqsQueue queue(String variable) {
        return new SqsQueue(sqs.get(), settings.text(variable));
    }

    private String accountsTable() {
        return settings.text("ACCOUNTS_TABLE");
    }

    private String filesTable() {
        return settings.text("FILES_TABLE");
    }

    private ObjectKeys objectKeys() {
        return new ObjectKeys(clock, random);
    }

    private String bucket() {
        return settings.text("FILES_BUCKET");
    }
}
