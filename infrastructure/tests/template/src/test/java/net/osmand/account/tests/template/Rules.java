package net.osmand.account.tests.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The rules of awslabs/serverless-rules, checkov and cdk-nag that are about the kinds of resources that we have. */
final class Rules {
    private static final String FUNCTION = "AWS::Serverless::Function";
    private static final String API = "AWS::Serverless::HttpApi";
    private static final String TABLE = "AWS::DynamoDB::Table";
    private static final String BUCKET = "AWS::S3::Bucket";
    private static final String QUEUE = "AWS::SQS::Queue";
    private static final String TOPIC = "AWS::SNS::Topic";
    private static final String KEY = "AWS::KMS::Key";
    private static final String SECRET = "AWS::SecretsManager::Secret";
    private static final String LOGS = "AWS::Logs::LogGroup";
    private static final String POOL = "AWS::Cognito::UserPool";
    private static final String CDN = "AWS::CloudFront::Distribution";

    /** The runtimes that Lambda still mends. */
    private static final Set<String> CURRENT = Set.of("java21", "java25");

    private static final List<Resource> ALL = Resource.all();

    private Rules() {}

    static List<Rule> all() {
        return Stream.of(functions(), api(), data(), queues(), identity(), edge())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Rule> functions() {
        return List.of(
                new Rule("WS1000", "functions are traced", FUNCTION, r -> r.is("Active", "Tracing")),
                new Rule(
                        "ES1001",
                        "what a stream gives in vain goes somewhere",
                        FUNCTION,
                        Rules::streamsHaveDestinations),
                new Rule(
                        "WS1002",
                        "a permission names one principal",
                        "AWS::Lambda::Permission",
                        r -> r.at("Principal").isTextual()),
                new Rule("WS1003", "no right is to everything", FUNCTION, Rules::grantsNoStar),
                new Rule("WS1004", "logs end some day", LOGS, r -> r.has("RetentionInDays")),
                new Rule(
                        "WS1004-L",
                        "a function's log group is one of ours",
                        FUNCTION,
                        r -> isOurs(r.at("LoggingConfig", "LogGroup"), LOGS)),
                new Rule("ES1005", "memory is chosen", FUNCTION, r -> r.has("MemorySize")),
                new Rule("ES1006", "the timeout is chosen", FUNCTION, r -> r.has("Timeout")),
                new Rule(
                        "E2531",
                        "the runtime is current",
                        FUNCTION,
                        r -> CURRENT.contains(r.at("Runtime").asText())),
                new Rule("CKV_AWS_45", "no secret is written into an environment", FUNCTION, Rules::holdsNoSecretText),
                new Rule("CKV_AWS_50", "X-Ray traces", FUNCTION, r -> r.is("Active", "Tracing")),
                new Rule(
                        "CKV_AWS_115",
                        "concurrency has a limit of its own",
                        FUNCTION,
                        r -> r.at("ReservedConcurrentExecutions").isNumber()),
                new Rule("CKV_AWS_116", "events that fail go to a dead-letter queue", FUNCTION, Rules::catchesFailures),
                new Rule("CKV_AWS_117", "functions run in a VPC", FUNCTION, r -> r.has("VpcConfig")),
                new Rule(
                        "CKV_AWS_173",
                        "environments are encrypted with a key of one's own",
                        FUNCTION,
                        r -> r.has("KmsKeyArn")),
                new Rule("CKV_AWS_272", "code is signed", FUNCTION, r -> r.has("CodeSigningConfigArn")),
                new Rule("L1", "the runtime is the newest", FUNCTION, r -> r.is("java25", "Runtime")),
                new Rule("IAM4", "no AWS-managed policies", FUNCTION, Rules::hasOnlyItsOwnPolicies),
                new Rule("IAM5", "no wildcard action", FUNCTION, Rules::grantsNoStar));
    }

    private static List<Rule> api() {
        return List.of(
                new Rule("ES2000", "requests are logged", API, r -> r.has("AccessLogSettings", "DestinationArn")),
                new Rule(
                        "WS2001",
                        "the access log is JSON",
                        API,
                        r -> r.at("AccessLogSettings", "Format").asText().matches("\\{.*}")),
                new Rule(
                        "ES2003",
                        "callers are throttled",
                        API,
                        r -> r.has("DefaultRouteSettings", "ThrottlingRateLimit")
                                && r.has("DefaultRouteSettings", "ThrottlingBurstLimit")),
                new Rule("CKV_AWS_76", "API Gateway logs", API, r -> r.has("AccessLogSettings")),
                new Rule("CKV_AWS_309", "routes name an authorizer", API, r -> r.has("Auth")),
                new Rule("APIG4", "the API has an authorizer", API, r -> r.has("Auth", "DefaultAuthorizer")),
                new Rule(
                        "CKV_AWS_206",
                        "domains ask for TLS 1.2",
                        "AWS::ApiGatewayV2::DomainName",
                        r -> r.at("DomainNameConfigurations")
                                .path(0)
                                .path("SecurityPolicy")
                                .asText()
                                .equals("TLS_1_2")));
    }

    private static List<Rule> data() {
        return List.of(
                new Rule("CKV_AWS_28", "tables can be restored to a moment", TABLE, Rules::hasPointInTime),
                new Rule("DDB3", "tables can be restored to a moment", TABLE, Rules::hasPointInTime),
                new Rule(
                        "CKV_AWS_119",
                        "tables are encrypted with a key that CloudTrail sees",
                        TABLE,
                        r -> r.at("SSESpecification", "SSEEnabled").asBoolean()),
                new Rule("CKV_AWS_18", "buckets log their accesses", BUCKET, r -> r.has("LoggingConfiguration")),
                new Rule("S1", "buckets log their accesses", BUCKET, r -> r.has("LoggingConfiguration")),
                new Rule("CKV_AWS_19", "buckets are encrypted", BUCKET, r -> r.has("BucketEncryption")),
                new Rule(
                        "CKV_AWS_21",
                        "buckets keep versions",
                        BUCKET,
                        r -> r.is("Enabled", "VersioningConfiguration", "Status")),
                new Rule("CKV_AWS_53-56", "buckets block the public in all four ways", BUCKET, Rules::isPrivate),
                new Rule(
                        "CKV_AWS_145",
                        "buckets are encrypted with a KMS key",
                        BUCKET,
                        r -> r.at("BucketEncryption").toString().contains("aws:kms")),
                new Rule("S2", "buckets block the public", BUCKET, Rules::isPrivate),
                new Rule(
                        "S10",
                        "buckets take TLS alone",
                        BUCKET,
                        r -> deniesPlainText(r, "AWS::S3::BucketPolicy", "Bucket")),
                new Rule(
                        "CKV2_AWS_65",
                        "buckets know no ACLs",
                        BUCKET,
                        r -> r.at("OwnershipControls").toString().contains("BucketOwnerEnforced")),
                new Rule(
                        "CKV_AWS_300",
                        "uploads that nobody finishes end",
                        BUCKET,
                        r -> r.at("LifecycleConfiguration").toString().contains("AbortIncompleteMultipartUpload")),
                new Rule("CKV_AWS_158", "logs are encrypted with a key of one's own", LOGS, r -> r.has("KmsKeyId")),
                new Rule(
                        "CKV_AWS_338",
                        "logs are kept for a year",
                        LOGS,
                        r -> r.at("RetentionInDays").asInt() >= 365));
    }

    private static List<Rule> queues() {
        return List.of(
                new Rule(
                        "ES4000",
                        "rules have a dead-letter queue",
                        FUNCTION,
                        r -> everyEvent(r, "EventBridgeRule", e -> e.has("DeadLetterConfig"))),
                new Rule(
                        "ES4000-S",
                        "schedules have a dead-letter queue",
                        FUNCTION,
                        r -> everyEvent(r, "ScheduleV2", e -> e.has("DeadLetterConfig"))),
                new Rule("ES6000", "queues have a redrive policy", QUEUE, r -> r.has("RedrivePolicy")),
                new Rule(
                        "SQS3",
                        "queues have a dead-letter queue",
                        QUEUE,
                        r -> r.has("RedrivePolicy") || isDeadLetters(r)),
                new Rule(
                        "SQS4",
                        "queues take TLS alone",
                        QUEUE,
                        r -> deniesPlainText(r, "AWS::SQS::QueuePolicy", "Queues")),
                new Rule(
                        "CKV_AWS_27",
                        "queues are encrypted",
                        QUEUE,
                        r -> r.at("SqsManagedSseEnabled").asBoolean()),
                new Rule(
                        "CKV_AWS_168",
                        "queues' policies allow nobody everything",
                        "AWS::SQS::QueuePolicy",
                        r -> r.statements().stream()
                                .allMatch(s -> s.path("Effect").asText().equals("Deny")
                                        || !s.path("Action").asText().contains("*"))),
                new Rule(
                        "ES7000",
                        "subscriptions have a redrive policy",
                        "AWS::SNS::Subscription",
                        r -> r.has("RedrivePolicy")),
                new Rule("CKV_AWS_26", "topics are encrypted", TOPIC, r -> r.has("KmsMasterKeyId")),
                new Rule(
                        "SNS3",
                        "topics take TLS alone",
                        TOPIC,
                        r -> deniesPlainText(r, "AWS::SNS::TopicPolicy", "Topics")));
    }

    private static List<Rule> identity() {
        return List.of(
                new Rule(
                        "COG1",
                        "passwords have eight characters of all classes",
                        POOL,
                        r -> r.at("Policies", "PasswordPolicy", "RequireSymbols")
                                .asBoolean()),
                new Rule("COG2", "a second factor is asked for", POOL, r -> !r.is("OFF", "MfaConfiguration")),
                new Rule("COG3", "Cognito watches for threats", POOL, r -> r.has("UserPoolAddOns")),
                new Rule(
                        "CKV_AWS_7",
                        "keys are renewed",
                        KEY,
                        r -> r.at("EnableKeyRotation").asBoolean()),
                new Rule(
                        "CKV_AWS_33",
                        "key policies name their principals",
                        KEY,
                        r -> r.statements().stream()
                                .noneMatch(s -> s.path("Principal").asText().equals("*"))),
                new Rule(
                        "CKV_AWS_149", "secrets are encrypted with a key of one's own", SECRET, r -> r.has("KmsKeyId")),
                new Rule(
                        "SMG4",
                        "secrets are renewed by schedule",
                        SECRET,
                        r -> ALL.stream()
                                .anyMatch(s -> s.type().equals("AWS::SecretsManager::RotationSchedule")
                                        && Resource.references(s.at("SecretId")).contains(r.id()))));
    }

    private static List<Rule> edge() {
        return List.of(
                new Rule("CFR1", "countries are chosen", CDN, r -> r.has("DistributionConfig", "Restrictions")),
                new Rule("CFR2", "a firewall looks first", CDN, r -> r.has("DistributionConfig", "WebACLId")),
                new Rule("CFR3", "requests are logged", CDN, r -> r.has("DistributionConfig", "Logging")),
                new Rule(
                        "CFR4",
                        "viewers speak TLS 1.2",
                        CDN,
                        r -> r.at("DistributionConfig", "ViewerCertificate")
                                .toString()
                                .contains("TLSv1.2_2021")),
                new Rule(
                        "CFR5",
                        "origins speak TLS 1.2",
                        CDN,
                        r -> r.at("DistributionConfig", "Origins").findValues("CustomOriginConfig").stream()
                                .allMatch(o ->
                                        o.path("OriginProtocolPolicy").asText().equals("https-only")
                                                && o.path("OriginSSLProtocols")
                                                        .toString()
                                                        .equals("[\"TLSv1.2\"]"))),
                new Rule(
                        "CFR7",
                        "buckets are read by origin access control",
                        CDN,
                        r -> r.at("DistributionConfig", "Origins").toString().contains("OriginAccessControlId")),
                new Rule(
                        "CKV_AWS_34",
                        "viewers are led to HTTPS",
                        CDN,
                        r -> r.at("DistributionConfig").findValuesAsText("ViewerProtocolPolicy").stream()
                                .noneMatch("allow-all"::equals)),
                new Rule(
                        "CKV_AWS_259",
                        "the page says HSTS",
                        "AWS::CloudFront::ResponseHeadersPolicy",
                        r -> r.has("ResponseHeadersPolicyConfig", "SecurityHeadersConfig", "StrictTransportSecurity")),
                new Rule(
                        "CKV_AWS_305",
                        "the bare address has a page",
                        CDN,
                        r -> r.has("DistributionConfig", "DefaultRootObject")
                                || !r.at("DistributionConfig", "DefaultCacheBehavior", "FunctionAssociations")
                                        .isEmpty()));
    }

    private static boolean streamsHaveDestinations(Resource function) {
        return everyEvent(
                function, "DynamoDB", event -> event.path("DestinationConfig").has("OnFailure"));
    }

    /** Whoever calls without waiting: rules and schedules. Queues and streams keep what failed themselves. */
    private static boolean catchesFailures(Resource function) {
        var waits = function.at("Events").findValuesAsText("Type").stream()
                .noneMatch(type -> type.equals("EventBridgeRule") || type.equals("ScheduleV2"));
        return waits || function.has("EventInvokeConfig", "DestinationConfig", "OnFailure");
    }

    private static boolean grantsNoStar(Resource function) {
        return function.statements().stream()
                .noneMatch(statement -> Stream.of("Action", "Resource")
                        .flatMap(name -> texts(statement.path(name)))
                        .anyMatch(text -> text.equals("*") || text.matches("[a-z0-9-]+:.*\\*")));
    }

    private static boolean holdsNoSecretText(Resource function) {
        return function.at("Environment", "Variables").properties().stream()
                .filter(variable -> variable.getKey().endsWith("SECRET"))
                .noneMatch(variable -> variable.getValue().isTextual());
    }

    private static boolean hasOnlyItsOwnPolicies(Resource function) {
        return Stream.of(function.at("Policies"))
                .flatMap(policies -> policies.isArray() ? policies.valueStream() : Stream.of(policies))
                .noneMatch(JsonNode::isTextual);
    }

    private static boolean everyEvent(Resource function, String type, Predicate<JsonNode> kept) {
        return function.at("Events")
                .valueStream()
                .filter(event -> event.path("Type").asText().equals(type))
                .map(event -> event.path("Properties"))
                .allMatch(kept);
    }

    private static boolean hasPointInTime(Resource table) {
        return table.at("PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled")
                .asBoolean();
    }

    private static boolean isPrivate(Resource bucket) {
        return Stream.of("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
                .allMatch(
                        way -> bucket.at("PublicAccessBlockConfiguration", way).asBoolean());
    }

    private static boolean isDeadLetters(Resource queue) {
        return ALL.stream()
                .filter(resource -> !resource.id().equals(queue.id()))
                .anyMatch(resource -> Stream.of("deadLetterTargetArn", "DeadLetterConfig", "OnFailure")
                        .flatMap(name -> resource.definition().findValues(name).stream())
                        .anyMatch(target -> Resource.references(wrapped(target)).contains(queue.id())));
    }

    private static boolean deniesPlainText(Resource resource, String policyType, String names) {
        return ALL.stream()
                .filter(policy -> policy.stack().equals(resource.stack()))
                .filter(policy -> policy.type().equals(policyType))
                .filter(policy -> Resource.references(wrapped(policy.at(names))).contains(resource.id()))
                .flatMap(policy -> policy.statements().stream())
                .anyMatch(statement -> statement.path("Effect").asText().equals("Deny")
                        && statement.path("Condition").toString().contains("\"aws:SecureTransport\":\"false\""));
    }

    private static boolean isOurs(JsonNode reference, String type) {
        return ALL.stream()
                .anyMatch(resource -> resource.type().equals(type)
                        && resource.id().equals(reference.path("Ref").asText()));
    }

    private static Stream<String> texts(JsonNode value) {
        return value.isArray() ? value.valueStream().map(JsonNode::asText) : Stream.of(value.asText());
    }

    /** findValues looks below a node and not at its own name. */
    private static JsonNode wrapped(JsonNode value) {
        return com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                .arrayNode()
                .add(value);
    }
}
