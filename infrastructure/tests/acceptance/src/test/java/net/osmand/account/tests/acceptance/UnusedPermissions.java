package net.osmand.account.tests.acceptance;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Permissions that functions have and no end-to-end test needs, by the functions' names in the ledger. Each permission
 * consists of its action and the end of its resource, and has the reason why no test calls the code that needs it.
 */
final class UnusedPermissions {
    private static final String ACCOUNTS = "table/AccountsTable";
    private static final String FILES = "table/FilesTable";
    private static final String PURCHASES = "table/PurchasesTable";
    private static final String OBJECTS = "/u/*";
    private static final String ANSWERS = "/answers/*";
    private static final String LISTS = "/lists/*";
    private static final String EXPORTS = "/exports/*";
    private static final String BUCKET = "filesbucket";
    private static final String USERS = "UserPool";

    /**
     * Portal functions authenticate devices by their token, which is a Query, and extend sessions that are a day old.
     */
    private static final List<String> DOOR = List.of("dynamodb:Query " + ACCOUNTS, "dynamodb:UpdateItem " + ACCOUNTS);

    private static final List<String> PORTAL = List.of(
            "DELETE /v1/exports/{id}",
            "DELETE /v1/trash/empty/{id}",
            "DELETE /v1/uploads/{id}",
            "GET /mapapi/auth/info",
            "GET /mapapi/delete-file-all-versions",
            "GET /mapapi/devices",
            "GET /mapapi/download-file",
            "GET /mapapi/download-file-from-prev-version",
            "GET /mapapi/get-account-info",
            "GET /mapapi/list-files",
            "GET /mapapi/rename-file",
            "GET /mapapi/restore-file",
            "GET /share/get-shared-with-me",
            "GET /v1/access",
            "GET /v1/changes",
            "GET /v1/changes/since",
            "GET /v1/exports/estimate",
            "GET /v1/exports/{id}",
            "GET /v1/files/link",
            "GET /v1/purchases",
            "GET /v1/purchases/{id}",
            "GET /v1/trash",
            "GET /v1/trash/empty/{id}",
            "GET /v1/uploads/{id}",
            "GET /v1/usage",
            "POST /mapapi/auth/send-code-to-new-email",
            "POST /mapapi/delete-file",
            "POST /mapapi/delete-file-version",
            "POST /mapapi/devices/revoke",
            "POST /mapapi/download-backup",
            "POST /mapapi/download-backup-folder",
            "POST /mapapi/empty-trash",
            "POST /mapapi/fav/add",
            "POST /mapapi/refresh-list-files",
            "POST /mapapi/upload-file",
            "POST /v1/access/end-all",
            "POST /v1/password",
            "POST /v1/trash/empty",
            "POST /v1/uploads",
            "POST /v1/uploads/{id}/complete",
            "POST /v1/uploads/{id}/parts");

    /**
     * Purchases with the address are assigned to the account when the address is proven. PurchasesTest uses only one
     * route.
     */
    private static final List<String> CLAIM = List.of(
            "dynamodb:BatchGetItem " + PURCHASES,
            "dynamodb:PutItem " + PURCHASES,
            "dynamodb:DeleteItem " + PURCHASES,
            "dynamodb:UpdateItem " + PURCHASES);

    /** A list above 4 MB of gzip is put into S3, read if the answer to the put was lost, and linked (ScaleTest). */
    private static final List<String> LARGE_LIST =
            List.of("s3:PutObject " + ANSWERS, "s3:GetObject " + ANSWERS, "s3:GetObjectVersion " + ANSWERS);

    /** For a missing key S3 answers 404 only to callers with permission to list, and 403 to all others. */
    private static final List<String> NOT_FOUND = List.of("s3:ListBucket " + BUCKET);

    /** Cognito may ask for the choice of a challenge although the request prefers one. The local pool never does. */
    private static final List<String> CHOICE = List.of("cognito-idp:AdminRespondToAuthChallenge " + USERS);

    /** An interrupted deletion or change of address left a user in the pool, whose address now signs up. */
    private static final List<String> LEFT_BEHIND =
            List.of("dynamodb:Query " + ACCOUNTS, "cognito-idp:AdminDeleteUser " + USERS);

    /** A sign-up whose user already exists, confirmed or with too many codes in an hour. */
    private static final List<String> STAND_IN = List.of(
            "cognito-idp:AdminConfirmSignUp " + USERS,
            "cognito-idp:AdminUpdateUserAttributes " + USERS,
            "cognito-idp:AdminInitiateAuth " + USERS);

    /** An account whose user the pool lost or changed. AccountRecoveryTest uses only some of the routes. */
    private static final List<String> REPAIR = and(
            and(LEFT_BEHIND, STAND_IN),
            List.of(
                    "dynamodb:UpdateItem " + ACCOUNTS,
                    "cognito-idp:AdminCreateUser " + USERS,
                    "cognito-idp:AdminSetUserPassword " + USERS));

    /** A proven address whose user was removed in the meantime. */
    private static final List<String> LOST_USER = List.of("cognito-idp:AdminCreateUser " + USERS);

    /** Emptying a trash of more than a hundred files is a job: WholeTrashTest. */
    private static final List<String> JOB =
            List.of("sqs:SendMessage EmptyTrashQueue", "dynamodb:Query " + FILES + "/index/ByEnd");

    /** An account that has lists, archives, direct uploads and purchases when it is deleted. */
    private static final List<String> ALL_OF_AN_ACCOUNT = List.of(
            "dynamodb:BatchGetItem " + PURCHASES,
            "dynamodb:PutItem " + PURCHASES,
            "dynamodb:DeleteItem " + PURCHASES,
            "dynamodb:BatchWriteItem " + FILES,
            "s3:DeleteObjectVersion " + OBJECTS,
            "s3:DeleteObjectVersion " + ANSWERS,
            "s3:DeleteObjectVersion " + LISTS,
            "s3:DeleteObjectVersion " + EXPORTS,
            "s3:AbortMultipartUpload " + OBJECTS,
            "s3:AbortMultipartUpload " + EXPORTS);

    /**
     * Callers behind CloudFront or the relay. SecretsTest uses only some of the routes that take the caller's address.
     */
    private static final List<String> PROXIES =
            List.of("secretsmanager:GetSecretValue OriginSecret", "secretsmanager:GetSecretValue ProxySecret");

    private static final List<String> WITH_ADDRESS = List.of(
            "POST /mapapi/auth/activate",
            "POST /mapapi/auth/change-email",
            "POST /mapapi/auth/confirm-email",
            "POST /mapapi/auth/delete-account",
            "POST /mapapi/auth/login",
            "POST /mapapi/auth/register",
            "POST /mapapi/auth/send-code",
            "POST /mapapi/auth/send-code-to-new-email",
            "POST /mapapi/auth/undo-change-email",
            "POST /mapapi/auth/validate-token",
            "POST /userdata/auth/confirm-code",
            "POST /userdata/delete-account",
            "POST /userdata/device-register",
            "POST /userdata/send-code",
            "POST /userdata/user-register",
            "POST /userdata/user-update-orderid",
            "POST /v1/password");

    /** Purchases of an account that was deleted and signs up again. PurchasesTest uses only one route. */
    private static final List<String> DELETED_OWNER = List.of("secretsmanager:GetSecretValue StackSecret");

    private static final List<String> OF_PURCHASES = List.of(
            "DailyMaintenanceFunction",
            "GET /api/inapps/get",
            "GET /api/subscriptions/get",
            "GET /api/subscriptions/getAll",
            "GET /mapapi/get-account-info",
            "GET /v1/purchases",
            "GET /v1/purchases/{id}");

    /** If the answer to a transaction was lost, a read finds out whether it was written: core's StorageFaultsTest. */
    private static final List<String> DOUBT = List.of("dynamodb:GetItem " + FILES);

    /** A job removes a file of more than 90 rows and trims old versions: core's TrashTest. */
    private static final List<String> BY_A_JOB = List.of("sqs:SendMessage AccountJobsQueue");

    /** Files with several versions, and a trash that a job is emptying, are read row by row: core's TrashTest. */
    private static final List<String> CHANGE = and(and(DOUBT, BY_A_JOB), List.of("dynamodb:Query " + FILES));

    /**
     * A file is restored while another request deletes it, so the delete marker is removed: core's StorageFaultsTest.
     */
    private static final List<String> RESTORED_MEANWHILE =
            List.of("s3:DeleteObjectVersion " + OBJECTS, "s3:ListBucketVersions " + BUCKET);

    /** S3's answer to an upload was lost. */
    private static final List<String> LOST_ANSWER = List.of("s3:GetObject " + OBJECTS);

    private static final Map<String, List<String>> BY_FUNCTION = Map.ofEntries(
            entry("GET /mapapi/rename-file", CHANGE),
            entry("POST /mapapi/fav/add", CHANGE),
            // An upload over a file that has expired in the trash: core's StorageFaultsTest.
            entry("CheckUploadFunction", and(and(NOT_FOUND, CHANGE), List.of("dynamodb:DeleteItem " + FILES))),
            // Runs once a week: WarmUpTest.
            entry("WarmUpFunction", List.of("lambda:InvokeFunction :live")),
            entry("POST /v1/uploads/{id}/complete", NOT_FOUND),
            entry("POST /mapapi/download-backup", NOT_FOUND),
            // A mail that SES refuses: RefusedMailTest.
            entry("SendMailFunction", List.of("sqs:ChangeMessageVisibility MailQueue")),
            // The caller downloads by the link that this route signs: RelayTest.
            entry("GET /v1/files/link", List.of("s3:GetObjectVersion " + OBJECTS)),
            // Signed for the uploader: a presigned URL has the permissions of the function that signed it.
            entry("POST /v1/uploads/{id}/parts", List.of("s3:PutObject " + OBJECTS)),
            entry("GET /v1/uploads/{id}", List.of("s3:PutObject " + OBJECTS, "s3:ListBucket " + BUCKET)),
            // Two uploads that start at once read the usage again. An upload that exceeds the cap: core's UploadsTest.
            entry("POST /v1/uploads", List.of("dynamodb:GetItem " + FILES, "sqs:SendMessage AccountJobsQueue")),
            // The upload was abandoned when it was complete.
            entry("DELETE /v1/uploads/{id}", List.of("s3:DeleteObjectVersion " + OBJECTS)),
            // Details of a file that is removed during their computation: core's ReadDetailsTest.
            entry("POST /mapapi/refresh-list-files", List.of("dynamodb:DeleteItem " + FILES)),
            // A job that is still running is cancelled.
            entry("DELETE /v1/trash/empty/{id}", List.of("dynamodb:PutItem " + FILES, "dynamodb:UpdateItem " + FILES)),
            // A trash with more files than one step handles: WholeTrashTest at its full size.
            entry("TrashEmptyingStepFunction", and(BY_A_JOB, List.of("sqs:SendMessage EmptyTrashQueue"))),
            entry("PurgeTrashFunction", BY_A_JOB),
            // A track that is purged before its details are computed: core's FollowVersionsTest.
            entry("TrackDetailsFunction", NOT_FOUND),
            entry("POST /userdata/empty-trash", CHANGE),
            entry("POST /mapapi/empty-trash", and(CHANGE, JOB)),
            entry("POST /v1/trash/empty", and(CHANGE, JOB)),
            entry("GET /mapapi/delete-file-all-versions", CHANGE),
            // Months of an account whose trash is being emptied.
            entry("GET /v1/changes", List.of("dynamodb:Query " + FILES)),
            entry("POST /userdata/delete-file", and(DOUBT, RESTORED_MEANWHILE)),
            entry("POST /mapapi/delete-file", and(DOUBT, RESTORED_MEANWHILE)),
            entry("POST /userdata/upload-file", and(DOUBT, LOST_ANSWER)),
            // A failing copy of a large object, and a copy of a missing object: ObjectCopiesTest.
            entry(
                    "GET /mapapi/restore-file",
                    and(
                            and(DOUBT, NOT_FOUND),
                            List.of("dynamodb:Query " + FILES, "s3:AbortMultipartUpload " + OBJECTS))),
            // An archive that takes longer than one step, and one that another archive replaced.
            entry(
                    "ExportStepFunction",
                    List.of(
                            "sqs:SendMessage ExportQueue",
                            "s3:DeleteObjectVersion " + EXPORTS,
                            // An export that is cancelled or fails: core's ExportStepTest, and ObjectsContractTest.
                            "s3:AbortMultipartUpload " + EXPORTS,
                            "s3:ListBucketVersions " + BUCKET,
                            "s3:ListBucket " + BUCKET)),
            // An archive without progress for a long time is resumed; the link to a finished archive.
            entry("GET /v1/exports/{id}", List.of("sqs:SendMessage ExportQueue", "s3:GetObject " + EXPORTS)),
            entry("GET /mapapi/list-files", NOT_FOUND),
            entry("GET /userdata/list-files", and(LARGE_LIST, NOT_FOUND)),
            // The usage of a release without categories is counted again, once.
            entry("GET /v1/usage", List.of("dynamodb:Query " + FILES, "dynamodb:UpdateItem " + FILES)),
            // A version removal that restores the file, or that makes a deletion the newest version: RightsTest, as an
            // app.
            entry(
                    "POST /mapapi/delete-file-version",
                    and(and(DOUBT, BY_A_JOB), List.of("s3:DeleteObject " + OBJECTS, "s3:GetObject " + OBJECTS))),
            entry(
                    "POST /userdata/delete-file-version",
                    and(and(DOUBT, BY_A_JOB), List.of("s3:DeleteObject " + OBJECTS))),
            // A new version takes a file out of the trash: TrashTest, as an app.
            entry(
                    "POST /mapapi/upload-file",
                    and(and(CHANGE, LOST_ANSWER), and(RESTORED_MEANWHILE, List.of("dynamodb:DeleteItem " + FILES)))),
            // An account with purchases. The tests call /api/subscriptions/get for one.
            entry("GET /api/inapps/get", List.of("dynamodb:BatchGetItem " + PURCHASES)),
            entry("GET /api/subscriptions/getAll", List.of("dynamodb:BatchGetItem " + PURCHASES)),
            entry("GET /mapapi/get-account-info", CLAIM),
            entry("GET /v1/purchases", CLAIM),
            entry("GET /v1/purchases/{id}", CLAIM),
            entry("POST /userdata/device-register", and(CLAIM, LOST_USER)),
            // Also if an order is added to the account and raises its plan.
            entry("POST /userdata/user-update-orderid", and(CLAIM, List.of("dynamodb:UpdateItem " + ACCOUNTS))),
            entry("POST /subscription/purchased", and(CLAIM, List.of("dynamodb:UpdateItem " + ACCOUNTS))),
            entry("POST /userdata/user-register", and(CLAIM, and(REPAIR, CHOICE))),
            // A purchase that is removed from an account.
            entry("POST /webhooks/fastspring", List.of("dynamodb:DeleteItem " + PURCHASES)),
            entry("POST /userdata/send-code", and(REPAIR, CHOICE)),
            entry("POST /mapapi/auth/send-code", and(REPAIR, CHOICE)),
            entry("POST /mapapi/auth/send-code-to-new-email", and(and(LEFT_BEHIND, STAND_IN), CHOICE)),
            entry("POST /mapapi/auth/register", and(REPAIR, CHOICE)),
            entry("POST /mapapi/auth/activate", and(CLAIM, LOST_USER)),
            // The browser's previous session ends.
            entry(
                    "POST /mapapi/auth/validate-token",
                    and(
                            and(CLAIM, LOST_USER),
                            // A sign-up code from before another user moved an account to the address:
                            // UnprovenAddressTest, by activate.
                            List.of("dynamodb:DeleteItem " + ACCOUNTS, "cognito-idp:AdminSetUserPassword " + USERS))),
            entry("POST /mapapi/auth/change-email", and(CLAIM, CHOICE)),
            entry("POST /mapapi/auth/confirm-email", CLAIM),
            entry("POST /v1/password", CLAIM),
            // An interrupted change is completed first.
            entry(
                    "POST /mapapi/auth/undo-change-email",
                    and(
                            CHOICE,
                            List.of(
                                    "cognito-idp:AdminGetUser " + USERS,
                                    "cognito-idp:AdminDeleteUser " + USERS,
                                    "cognito-idp:AdminInitiateAuth " + USERS,
                                    "cognito-idp:DescribeUserPoolClient " + USERS))),
            entry("POST /userdata/delete-account", ALL_OF_AN_ACCOUNT),
            entry("POST /mapapi/auth/delete-account", ALL_OF_AN_ACCOUNT),
            // An account without its user or pointer, too many versions, an object without its delete marker, and an
            // overwritten object: PoolLostTest, core's CheckIdentityTest and StorageFaultsTest. A failing copy:
            // ObjectCopiesTest. Rows are removed in steps, each of which queues the next one.
            entry(
                    "AccountJobFunction",
                    and(
                            and(and(REPAIR, BY_A_JOB), NOT_FOUND),
                            List.of(
                                    "dynamodb:GetItem " + ACCOUNTS,
                                    "dynamodb:PutItem " + ACCOUNTS,
                                    "dynamodb:ConditionCheckItem " + ACCOUNTS,
                                    "s3:DeleteObject " + OBJECTS,
                                    "s3:GetObjectVersion " + OBJECTS,
                                    "s3:PutObject " + OBJECTS))),
            // The daily job completes interrupted operations: account deletions, changes of address, repairs of
            // objects.
            entry(
                    "DailyMaintenanceFunction",
                    and(
                            ALL_OF_AN_ACCOUNT,
                            List.of(
                                    "cognito-idp:AdminGetUser " + USERS,
                                    "cognito-idp:AdminUpdateUserAttributes " + USERS,
                                    "cognito-idp:AdminSetUserPassword " + USERS,
                                    "cognito-idp:AdminInitiateAuth " + USERS,
                                    "cognito-idp:AdminRespondToAuthChallenge " + USERS,
                                    "cognito-idp:DescribeUserPoolClient " + USERS,
                                    "dynamodb:ConditionCheckItem " + ACCOUNTS,
                                    "dynamodb:GetItem " + ACCOUNTS,
                                    "dynamodb:PutItem " + ACCOUNTS,
                                    "dynamodb:UpdateItem " + ACCOUNTS,
                                    "s3:DeleteObject " + OBJECTS,
                                    "s3:GetObject " + OBJECTS,
                                    "sqs:SendMessage MailQueue"))));

    private static final Map<String, List<String>> ALL = all();

    private UnusedPermissions() {}

    /**
     * Returns whether the function is known not to need the permission, given as IAM action and resource, in any
     * end-to-end test.
     */
    static boolean has(String function, String permission) {
        return ALL.getOrDefault(function, List.of()).stream().anyMatch(unseen -> {
            var space = unseen.indexOf(' ');
            return permission.startsWith(unseen.substring(0, space + 1))
                    && permission.endsWith(unseen.substring(space + 1));
        });
    }

    private static Map<String, List<String>> all() {
        var all = new HashMap<>(BY_FUNCTION);
        PORTAL.forEach(function -> all.merge(function, DOOR, UnusedPermissions::and));
        WITH_ADDRESS.forEach(function -> all.merge(function, PROXIES, UnusedPermissions::and));
        OF_PURCHASES.forEach(function -> all.merge(function, DELETED_OWNER, UnusedPermissions::and));
        return all;
    }

    private static List<String> and(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
