package net.osmand.account.aws;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import net.osmand.account.aws.cognito.CognitoCodeProvider;
import net.osmand.account.aws.dynamodb.DynamoDbAccountFiles;
import net.osmand.account.aws.dynamodb.DynamoDbAccounts;
import net.osmand.account.aws.dynamodb.DynamoDbCounters;
import net.osmand.account.aws.dynamodb.DynamoDbEmptyTrashJobs;
import net.osmand.account.aws.dynamodb.DynamoDbExports;
import net.osmand.account.aws.dynamodb.DynamoDbFileVersions;
import net.osmand.account.aws.dynamodb.DynamoDbKnownIpAddresses;
import net.osmand.account.aws.dynamodb.DynamoDbMailSuppressions;
import net.osmand.account.aws.dynamodb.DynamoDbPendingCodes;
import net.osmand.account.aws.dynamodb.DynamoDbPurchaseRepository;
import net.osmand.account.aws.dynamodb.DynamoDbSentMails;
import net.osmand.account.aws.dynamodb.DynamoDbSessions;
import net.osmand.account.aws.dynamodb.DynamoDbUploads;
import net.osmand.account.aws.s3.S3ArchiveStore;
import net.osmand.account.aws.s3.S3DirectUploadStore;
import net.osmand.account.aws.s3.S3FileContents;
import net.osmand.account.aws.secrets.SecretsManagerSecrets;
import net.osmand.account.aws.ses.SesMailer;
import net.osmand.account.aws.sqs.SqsExportQueue;
import net.osmand.account.aws.sqs.SqsOutbox;
import net.osmand.account.aws.sqs.SqsQueue;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.Sessions;
import net.osmand.account.core.codes.CodeHash;
import net.osmand.account.core.codes.CodeProvider;
import net.osmand.account.core.codes.Counters;
import net.osmand.account.core.codes.KnownIpAddresses;
import net.osmand.account.core.codes.PendingCodes;
import net.osmand.account.core.exports.AccountFiles;
import net.osmand.account.core.exports.ArchiveStore;
import net.osmand.account.core.exports.ExportQueue;
import net.osmand.account.core.exports.Exports;
import net.osmand.account.core.files.EmptyTrash;
import net.osmand.account.core.files.FileContents;
import net.osmand.account.core.files.FileVersions;
import net.osmand.account.core.mail.MailSuppressions;
import net.osmand.account.core.mail.Outbox;
import net.osmand.account.core.mail.SentMails;
import net.osmand.account.core.purchases.Catalogue;
import net.osmand.account.core.purchases.DeletedOwnerHash;
import net.osmand.account.core.purchases.LinkPurchases;
import net.osmand.account.core.purchases.ListPurchases;
import net.osmand.account.core.purchases.PurchaseRepository;
import net.osmand.account.core.purchases.PurchaseRules;
import net.osmand.account.core.purchases.RecordEvent;
import net.osmand.account.core.purchases.ReportOrderId;
import net.osmand.account.core.purchases.SharedSecrets;
import net.osmand.account.core.purchases.StoreVerification;
import net.osmand.account.core.purchases.UnlinkPurchases;
import net.osmand.account.core.purchases.UseOrderId;
import net.osmand.account.core.uploads.DirectUploadStore;
import net.osmand.account.core.uploads.UploadCheckQueue;
import net.osmand.account.core.uploads.Uploads;
import net.osmand.account.core.values.KeyedHash;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The adapters of one function. Each is made when it is first asked for, so that a function needs only the variables and
 * the clients of what it uses.
 */
public final class Application {
    private static final String ACCOUNTS_TABLE = "ACCOUNTS_TABLE";
    private static final String FILES_TABLE = "FILES_TABLE";
    private static final Catalogue CATALOGUE = Catalogue.shipped();

    private final LambdaEnvironment platform;
    private final AwsClients clients;
    private final Supplier<DynamoDbClient> dynamoDb;
    private final Supplier<Accounts> accounts;
    private final Supplier<Sessions> sessions;
    private final Supplier<PendingCodes> pendingCodes;
    private final Supplier<FileVersions> fileVersions;
    private final Supplier<FileContents> fileContents;
    private final Supplier<CodeProvider> codeIssuer;
    private final Supplier<SesMailer> mailer;
    private final Supplier<PurchaseRepository> purchaseBook;
    private final Supplier<SqsClient> sqs;
    private final Supplier<KeyedHash> keyedHash;
    private final Supplier<Counters> counters;
    private final Supplier<KnownIpAddresses> knownSources;

    public Application(LambdaEnvironment platform) {
        this.platform = platform;
        clients = new AwsClients(platform);
        dynamoDb = new Lazy<>(clients::dynamoDb);
        accounts = new Lazy<>(this::makeAccounts);
        sessions = new Lazy<>(() -> new DynamoDbSessions(
                dynamoDb.get(),
                platform.variable(ACCOUNTS_TABLE),
                platform.variable(FILES_TABLE),
                defaultPlan(),
                platform.clock(),
                platform.random()));
        pendingCodes = new Lazy<>(() -> new DynamoDbPendingCodes(dynamoDb.get(), platform.variable(ACCOUNTS_TABLE)));
        fileVersions = new Lazy<>(() -> new DynamoDbFileVersions(dynamoDb.get(), platform.variable(FILES_TABLE)));
        fileContents = new Lazy<>(() -> new S3FileContents(
                clients.s3(), clients.presigner(), platform.variable("FILES_BUCKET"), platform.random()));
        codeIssuer = new Lazy<>(() -> new CognitoCodeProvider(
                clients.cognito(),
                platform.variable("USER_POOL_ID"),
                platform.variable("USER_POOL_CLIENT_ID"),
                platform.variable("USER_POOL_CLIENT_SECRET")));
        mailer = new Lazy<>(
                () -> new SesMailer(clients.ses(), platform.variable("MAIL_FROM"), optional("MAIL_CONFIGURATION_SET")));
        purchaseBook = new Lazy<>(() -> new DynamoDbPurchaseRepository(
                dynamoDb.get(),
                platform.variable("PURCHASES_TABLE"),
                platform.variable(ACCOUNTS_TABLE),
                platform.clock()));
        sqs = new Lazy<>(clients::sqs);
        keyedHash = new Lazy<>(() -> new KeyedHash(platform.variable("CODE_SECRET")));
        counters = new Lazy<>(
                () -> new DynamoDbCounters(dynamoDb.get(), platform.variable(ACCOUNTS_TABLE), keyedHash.get()));
        knownSources = new Lazy<>(
                () -> new DynamoDbKnownIpAddresses(dynamoDb.get(), platform.variable(ACCOUNTS_TABLE), keyedHash.get()));
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

    public FileVersions fileVersions() {
        return fileVersions.get();
    }

    public FileContents fileContents() {
        return fileContents.get();
    }

    public AccountFiles accountFiles() {
        return new DynamoDbAccountFiles(dynamoDb.get(), platform.variable(FILES_TABLE));
    }

    public Exports exports() {
        return new DynamoDbExports(dynamoDb.get(), platform.variable(FILES_TABLE));
    }

    public ArchiveStore archiveStore() {
        return new S3ArchiveStore(
                clients.s3(), clients.presigner(), platform.variable("FILES_BUCKET"), platform.random());
    }

    public ExportQueue exportTurns() {
        return new SqsExportQueue(new SqsQueue(sqs.get(), platform.variable("EXPORT_QUEUE_URL")));
    }

    public CodeProvider codeIssuer() {
        return codeIssuer.get();
    }

    public SesMailer mailer() {
        return mailer.get();
    }

    /** The queue whose URL that variable holds. */
    public SqsQueue queue(String variable) {
        return new SqsQueue(sqs.get(), platform.variable(variable));
    }

    public Outbox outbox() {
        return new SqsOutbox(queue("MAIL_QUEUE_URL"));
    }

    public SentMails sentMails() {
        return new DynamoDbSentMails(dynamoDb.get(), platform.variable(ACCOUNTS_TABLE));
    }

    public MailSuppressions mailTroubles() {
        return new DynamoDbMailSuppressions(dynamoDb.get(), platform.variable(ACCOUNTS_TABLE));
    }

    public CodeHash codeHash() {
        return new CodeHash(keyedHash.get());
    }

    public Counters counters() {
        return counters.get();
    }

    public KnownIpAddresses knownSources() {
        return knownSources.get();
    }

    public PurchaseRepository purchaseBook() {
        return purchaseBook.get();
    }

    /** The shop's secrets, current first, read again every few minutes so that a rotation needs no deployment. */
    public SharedSecrets shopSecrets() {
        return new SecretsManagerSecrets(clients.secretsManager(), platform.variable("SHOP_SECRET"), platform.clock());
    }

    /** Gives an account its purchases. */
    public LinkPurchases linkPurchases() {
        return new LinkPurchases(purchaseBook(), CATALOGUE, purchaseRules(), formerAddress(), useOrderId());
    }

    /** Takes a deleted account's purchases off it. */
    public UnlinkPurchases unlinkPurchases() {
        return new UnlinkPurchases(purchaseBook(), CATALOGUE, formerAddress());
    }

    public UseOrderId useOrderId() {
        return new UseOrderId(purchaseBook(), CATALOGUE, purchaseRules(), StoreVerification.NOBODY_TO_ASK);
    }

    /** Takes what an app reports, by e-mail address. */
    public ReportOrderId reportOrderId() {
        return new ReportOrderId(accounts(), purchaseBook(), useOrderId(), platform.clock());
    }

    public ListPurchases listPurchases() {
        return new ListPurchases(
                purchaseBook(), CATALOGUE, purchaseRules(), linkPurchases(), useOrderId(), defaultPlan());
    }

    public RecordEvent recordEvent() {
        return new RecordEvent(purchaseBook(), CATALOGUE, purchaseRules(), platform.clock());
    }

    private PurchaseRules purchaseRules() {
        return PurchaseRules.standard(
                optional("ACCEPT_TEST_PURCHASES").filter("true"::equals).isPresent());
    }

    private DeletedOwnerHash formerAddress() {
        return new DeletedOwnerHash(platform.variable("FORMER_ADDRESS_SECRET"));
    }

    public EmptyTrash.Jobs emptyTrashJobs() {
        return new DynamoDbEmptyTrashJobs(dynamoDb.get(), platform.variable(FILES_TABLE));
    }

    /** Each message is the account's number and the job's id. */
    public EmptyTrash.Turns emptyTrashTurns() {
        var queue = queue("EMPTY_TRASH_QUEUE_URL");
        return (account, job) -> queue.send(account.value() + " " + job);
    }

    public Uploads uploads() {
        return new DynamoDbUploads(dynamoDb.get(), platform.variable(FILES_TABLE));
    }

    public DirectUploadStore transfers() {
        return new S3DirectUploadStore(
                clients.s3(), clients.presigner(), platform.variable("FILES_BUCKET"), platform.random());
    }

    /** Each message is the account's number and the upload's id. */
    public UploadCheckQueue checks() {
        var queue = queue("UPLOAD_QUEUE_URL");
        return (account, id) -> queue.send(account.value() + " " + id);
    }

    public Clock clock() {
        return platform.clock();
    }

    private Accounts makeAccounts() {
        return new DynamoDbAccounts(
                dynamoDb.get(),
                platform.variable(ACCOUNTS_TABLE),
                platform.variable(FILES_TABLE),
                defaultPlan(),
                platform.clock(),
                platform.random());
    }

    private Plan defaultPlan() {
        return optional("DEFAULT_PLAN").map(Plan::valueOf).orElse(Plan.START);
    }

    private Optional<String> optional(String name) {
        return Optional.ofNullable(platform.environment().get(name)).filter(text -> !text.isBlank());
    }
}
