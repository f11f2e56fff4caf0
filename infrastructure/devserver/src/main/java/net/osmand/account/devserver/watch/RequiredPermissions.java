package net.osmand.account.devserver.watch;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.osmand.account.aws.AwsCall;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;

/** Derives the IAM actions and resources that a call needs, by AWS's service authorization reference. */
final class RequiredPermissions {
    /** Operations for which Cognito checks no policy: the client secret authorizes them. */
    private static final Set<String> UNAUTHENTICATED = Set.of(
            "SignUp",
            "ConfirmSignUp",
            "ResendConfirmationCode",
            "InitiateAuth",
            "RespondToAuthChallenge",
            "ForgotPassword",
            "ConfirmForgotPassword");

    private static final Map<String, String> OBJECT_ACTIONS = Map.of(
            "HeadObject", "GetObject",
            "CopyObject", "PutObject",
            "CreateMultipartUpload", "PutObject",
            "UploadPart", "PutObject",
            "UploadPartCopy", "PutObject",
            "ListParts", "ListMultipartUploadParts",
            "CompleteMultipartUpload", "PutObject");
    private static final Map<String, String> BUCKET_ACTIONS = Map.of(
            "ListObjectVersions", "ListBucketVersions",
            "ListObjectsV2", "ListBucket",
            "ListObjects", "ListBucket",
            "ListMultipartUploads", "ListBucketMultipartUploads",
            "HeadBucket", "ListBucket");

    private final String regionAndAccount;

    RequiredPermissions(String region, String account) {
        this.regionAndAccount = region + ":" + account;
    }

    List<RequiredPermission> of(AwsCall call) {
        var request = call.request();
        return switch (call.service().replace(" ", "")) {
            case "DynamoDb", "DynamoDB" -> dynamoDb(call.operation(), request);
            case "S3" -> s3(call.operation(), request);
            case "CognitoIdentityProvider" ->
                UNAUTHENTICATED.contains(call.operation())
                        ? List.of()
                        : List.of(RequiredPermission.of(
                                "cognito-idp:" + call.operation(),
                                arn("cognito-idp", "userpool/" + field(request, "UserPoolId"))));
            case "SESv2", "SesV2", "Sesv2" -> ses(call.operation(), request);
            case "SecretsManager" ->
                List.of(RequiredPermission.of("secretsmanager:" + call.operation(), field(request, "SecretId")));
            case "SQS", "Sqs" -> sqs(call.operation(), request);
            case "Lambda" ->
                // The IAM action of Invoke has another name.
                List.of(RequiredPermission.of(
                        "lambda:" + call.operation() + "Function", field(request, "FunctionName")));
            case "KMS", "Kms" -> List.of(RequiredPermission.of("kms:" + call.operation(), key(request)));
            default -> List.of(RequiredPermission.of(call.service() + ":" + call.operation(), "*"));
        };
    }

    private List<RequiredPermission> dynamoDb(String operation, SdkRequest request) {
        return switch (request) {
            case BatchGetItemRequest batch ->
                batch.requestItems().keySet().stream()
                        .map(table -> table("BatchGetItem", table))
                        .toList();
            case BatchWriteItemRequest batch ->
                batch.requestItems().keySet().stream()
                        .map(table -> table("BatchWriteItem", table))
                        .toList();
            case TransactGetItemsRequest transaction ->
                transaction.transactItems().stream()
                        .map(item -> table("GetItem", item.get().tableName()))
                        .toList();
            case TransactWriteItemsRequest transaction ->
                transaction.transactItems().stream().map(this::transacted).toList();
            default -> {
                var table = field(request, "TableName");
                var index = text(request, "IndexName");
                yield List.of(table(
                        operation, index.map(name -> table + "/index/" + name).orElse(table)));
            }
        };
    }

    private RequiredPermission transacted(TransactWriteItem item) {
        if (item.put() != null) {
            return table("PutItem", item.put().tableName());
        }
        if (item.update() != null) {
            return table("UpdateItem", item.update().tableName());
        }
        if (item.delete() != null) {
            return table("DeleteItem", item.delete().tableName());
        }
        return table("ConditionCheckItem", item.conditionCheck().tableName());
    }

    private RequiredPermission table(String action, String table) {
        return RequiredPermission.of(
                "dynamodb:" + action, table.startsWith("arn:") ? table : arn("dynamodb", "table/" + table));
    }

    private static List<RequiredPermission> s3(String operation, SdkRequest request) {
        var bucket = "arn:aws:s3:::" + field(request, "Bucket");
        var needs = new ArrayList<RequiredPermission>();
        if (request instanceof DeleteObjectsRequest many) {
            many.delete()
                    .objects()
                    .forEach(object -> needs.add(RequiredPermission.of(
                            "s3:DeleteObject" + (object.versionId() == null ? "" : "Version"),
                            bucket + "/" + object.key())));
            return needs;
        }
        if (request instanceof CopyObjectRequest copy) {
            return copy(request, copy.destinationBucket() + "/" + copy.destinationKey());
        }
        if (request instanceof UploadPartCopyRequest copy) {
            return copy(request, copy.destinationBucket() + "/" + copy.destinationKey());
        }
        var key = text(request, "Key");
        if (key.isEmpty()) {
            return List.of(RequiredPermission.of("s3:" + BUCKET_ACTIONS.getOrDefault(operation, operation), bucket));
        }
        var action = OBJECT_ACTIONS.getOrDefault(operation, operation);
        var versioned = text(request, "VersionId").isPresent()
                && Set.of("GetObject", "DeleteObject").contains(action);
        return List.of(RequiredPermission.of("s3:" + action + (versioned ? "Version" : ""), bucket + "/" + key.get()));
    }

    /** Permissions of a copy. The SDK has already joined the source's bucket, key and version. */
    private static List<RequiredPermission> copy(SdkRequest request, String destination) {
        var source = URLDecoder.decode(field(request, "CopySource"), StandardCharsets.UTF_8);
        var version = source.indexOf("?versionId=");
        return List.of(
                RequiredPermission.of(
                        "s3:GetObject" + (version < 0 ? "" : "Version"),
                        "arn:aws:s3:::" + source.substring(0, version < 0 ? source.length() : version)),
                RequiredPermission.of("s3:PutObject", "arn:aws:s3:::" + destination));
    }

    /**
     * SES authorizes the sender's identity, the configuration set and, in the sandbox, each recipient's identity
     * (github.com/cloudposse/terraform-aws-ses/issues/40). A new AWS account is in the sandbox, and so is the dev
     * server.
     */
    private List<RequiredPermission> ses(String operation, SdkRequest request) {
        var sender = text(request, "FromEmailAddress").orElse("").replaceAll(".*<([^>]+)>.*", "$1");
        var action = "ses:" + operation;
        var context = Map.of("ses:FromAddress", sender);
        var needs = new ArrayList<RequiredPermission>();
        needs.add(new RequiredPermission(action, identities(sender), context));
        if (request instanceof SendEmailRequest mail && mail.destination() != null) {
            Stream.of(
                            mail.destination().toAddresses(),
                            mail.destination().ccAddresses(),
                            mail.destination().bccAddresses())
                    .flatMap(List::stream)
                    .forEach(recipient -> needs.add(new RequiredPermission(action, identities(recipient), context)));
        }
        text(request, "ConfigurationSetName")
                .ifPresent(set -> needs.add(
                        new RequiredPermission(action, List.of(arn("ses", "configuration-set/" + set)), context)));
        return needs;
    }

    /** The identities that match an address: itself and its domain. */
    private List<String> identities(String address) {
        return List.of(
                arn("ses", "identity/" + address),
                arn("ses", "identity/" + address.substring(address.indexOf('@') + 1)));
    }

    /** Permissions of a call of SQS. A batch needs the permission of its single operation. */
    private List<RequiredPermission> sqs(String operation, SdkRequest request) {
        var queue =
                text(request, "QueueUrl").or(() -> text(request, "QueueName")).orElse("?");
        return List.of(RequiredPermission.of(
                "sqs:" + operation.replaceFirst("Batch$", ""),
                arn("sqs", queue.substring(queue.lastIndexOf('/') + 1))));
    }

    private String key(SdkRequest request) {
        var key = text(request, "KeyId").orElse("*");
        return key.startsWith("arn:") || key.equals("*") ? key : arn("kms", "key/" + key);
    }

    private String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + regionAndAccount + ":" + resource;
    }

    private static String field(SdkRequest request, String name) {
        return text(request, name).orElse("?");
    }

    private static Optional<String> text(SdkRequest request, String name) {
        return request.getValueForField(name, String.class);
    }
}
