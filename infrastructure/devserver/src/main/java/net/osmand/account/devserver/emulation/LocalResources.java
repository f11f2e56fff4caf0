package net.osmand.account.devserver.emulation;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.osmand.account.sam.Template;
import net.osmand.account.sam.Values;

/** Local names and ARNs of the template's resources. */
public final class LocalResources implements Values {
    /** The region of the dev server. */
    public static final String REGION = "us-east-1";

    /** The AWS account number of the dev server. */
    public static final String ACCOUNT = "000000000000";

    /** CloudFormation's pseudo parameters. */
    public static final Map<String, String> PSEUDO_PARAMETERS = Map.of(
            "AWS::Region",
            REGION,
            "AWS::AccountId",
            ACCOUNT,
            "AWS::Partition",
            "aws",
            "AWS::URLSuffix",
            "amazonaws.com",
            "AWS::StackName",
            "osmand-account-local",
            "AWS::StackId",
            "arn:aws:cloudformation:" + REGION + ":" + ACCOUNT + ":stack/osmand-account-local/local");

    private static final Pattern DYNAMIC =
            Pattern.compile("\\{\\{resolve:secretsmanager:[^}]*?:secret:([A-Za-z0-9]+)[^}]*}}");
    private static final String HERE = REGION + ":" + ACCOUNT + ":";

    private final Template template;
    private final UnaryOperator<String> secrets;
    private final String apiEndpoint;

    public LocalResources(Template template, UnaryOperator<String> secrets, String apiEndpoint) {
        this.template = template;
        this.secrets = secrets;
        this.apiEndpoint = apiEndpoint;
    }

    @Override
    public String reference(String name) {
        // SAM creates the resources MyFunction.Alias and MyFunction.Version.
        var id = name.replaceFirst("\\.(Alias|Version)$", "");
        if (!id.equals(name)) {
            return attribute(id, "Arn") + ":live";
        }
        return switch (template.type(id)) {
            case "" -> throw new IllegalArgumentException("template.yaml refers to " + name + ", which is not there");
            case "AWS::DynamoDB::Table" ->
                template.properties(id).path("TableName").asText(id);
            case "AWS::S3::Bucket" -> "osmand-account-local-" + id.toLowerCase(Locale.ROOT);
            case "AWS::Cognito::UserPool" -> REGION + "_" + id;
            case "AWS::Cognito::UserPoolClient" -> id.toLowerCase(Locale.ROOT);
            case "AWS::KMS::Key" ->
                UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
            case "AWS::SecretsManager::Secret" -> "arn:aws:secretsmanager:" + HERE + "secret:" + id;
            case "AWS::SQS::Queue" -> "https://sqs." + REGION + ".amazonaws.com/" + ACCOUNT + "/" + id;
            case "AWS::Serverless::HttpApi" -> "local";
            default -> id;
        };
    }

    @Override
    public String attribute(String id, String attribute) {
        var reference = reference(id);
        return switch (template.type(id) + " " + attribute) {
            case "AWS::DynamoDB::Table Arn" -> "arn:aws:dynamodb:" + HERE + "table/" + reference;
            case "AWS::DynamoDB::Table StreamArn" ->
                "arn:aws:dynamodb:" + HERE + "table/" + reference + "/stream/local";
            case "AWS::S3::Bucket Arn" -> "arn:aws:s3:::" + reference;
            case "AWS::Cognito::UserPool Arn" -> "arn:aws:cognito-idp:" + HERE + "userpool/" + reference;
            case "AWS::Cognito::UserPoolClient ClientSecret" -> secrets.apply(id);
            case "AWS::KMS::Key Arn" -> "arn:aws:kms:" + HERE + "key/" + reference;
            case "AWS::SecretsManager::Secret Id", "AWS::SecretsManager::Secret Arn" -> reference;
            case "AWS::Serverless::Function Arn", "AWS::Lambda::Function Arn" ->
                "arn:aws:lambda:" + HERE + "function:" + id;
            case "AWS::SQS::Queue Arn" -> "arn:aws:sqs:" + HERE + id;
            case "AWS::SQS::Queue QueueName" -> id;
            case "AWS::Serverless::HttpApi ApiEndpoint" -> apiEndpoint;
            case "AWS::Logs::LogGroup Arn" -> "arn:aws:logs:" + HERE + "log-group:" + id;
            default -> "arn:aws:local:" + HERE + id + "/" + attribute;
        };
    }

    /** Replaces dynamic references to secrets, as CloudFormation does last. */
    public String withSecrets(String value) {
        return DYNAMIC.matcher(value).replaceAll(match -> Matcher.quoteReplacement(secrets.apply(match.group(1))));
    }
}
