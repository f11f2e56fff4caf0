package net.osmand.account.tests.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rules for our kinds of resources that neither cfn-lint, cfn-lint-serverless nor checkov checks in a SAM template. The
 * ids are those of serverless-rules, checkov and cdk-nag. {@code .ci/sam} runs the tools, and lists the rules that we
 * do not follow.
 */
final class Rules {
    private static final String FUNCTION = "AWS::Serverless::Function";
    private static final String BUCKET = "AWS::S3::Bucket";
    private static final String QUEUE = "AWS::SQS::Queue";
    private static final String LOGS = "AWS::Logs::LogGroup";
    private static final String CDN = "AWS::CloudFront::Distribution";

    private static final List<Resource> ALL = Resource.all();

    private Rules() {}

    static List<Rule> all() {
        return Stream.of(functions(), data(), edge()).flatMap(List::stream).toList();
    }

    private static List<Rule> functions() {
        return List.of(
                new Rule("WS1004", "logs have a retention", LOGS, r -> r.has("RetentionInDays")),
                new Rule(
                        "WS1004-L",
                        "a function logs to one of our log groups",
                        FUNCTION,
                        r -> isOurs(r.at("LoggingConfig", "LogGroup"), LOGS)),
                new Rule("CKV_AWS_45-R", "an environment contains no secret", FUNCTION, Rules::holdsNoSecretText),
                new Rule(
                        "CKV_AWS_206",
                        "API domains require TLS 1.2",
                        "AWS::ApiGatewayV2::DomainName",
                        r -> r.at("DomainNameConfigurations")
                                .path(0)
                                .path("SecurityPolicy")
                                .asText()
                                .equals("TLS_1_2")));
    }

    private static List<Rule> data() {
        return List.of(
                new Rule(
                        "S10",
                        "buckets refuse plain HTTP",
                        BUCKET,
                        r -> deniesHttp(r, "AWS::S3::BucketPolicy", "Bucket")),
                new Rule(
                        "CKV2_AWS_65",
                        "buckets disable ACLs",
                        BUCKET,
                        r -> r.at("OwnershipControls").toString().contains("BucketOwnerEnforced")),
                new Rule(
                        "CKV_AWS_300",
                        "buckets abort unfinished uploads",
                        BUCKET,
                        r -> r.at("LifecycleConfiguration").toString().contains("AbortIncompleteMultipartUpload")),
                new Rule(
                        "SQS4",
                        "queues refuse plain HTTP",
                        QUEUE,
                        r -> deniesHttp(r, "AWS::SQS::QueuePolicy", "Queues")),
                new Rule(
                        "CKV_AWS_27-S",
                        "queues are encrypted with SSE-SQS",
                        QUEUE,
                        r -> r.at("SqsManagedSseEnabled").asBoolean()),
                new Rule(
                        "SNS3",
                        "topics refuse plain HTTP",
                        "AWS::SNS::Topic",
                        r -> deniesHttp(r, "AWS::SNS::TopicPolicy", "Topics")));
    }

    private static List<Rule> edge() {
        return List.of(
                new Rule(
                        "CFR4",
                        "viewers use TLS 1.2",
                        CDN,
                        r -> r.at("DistributionConfig", "ViewerCertificate")
                                .toString()
                                .contains("TLSv1.2_2021")),
                new Rule(
                        "CFR5",
                        "origins use TLS 1.2",
                        CDN,
                        r -> r.at("DistributionConfig", "Origins").findValues("CustomOriginConfig").stream()
                                .allMatch(o ->
                                        o.path("OriginProtocolPolicy").asText().equals("https-only")
                                                && o.path("OriginSSLProtocols")
                                                        .toString()
                                                        .equals("[\"TLSv1.2\"]"))),
                new Rule(
                        "CFR7",
                        "buckets are read with origin access control",
                        CDN,
                        r -> r.at("DistributionConfig", "Origins").toString().contains("OriginAccessControlId")),
                new Rule(
                        "CKV_AWS_259",
                        "the page has HSTS",
                        "AWS::CloudFront::ResponseHeadersPolicy",
                        r -> r.has("ResponseHeadersPolicyConfig", "SecurityHeadersConfig", "StrictTransportSecurity")),
                new Rule(
                        "CKV_AWS_305",
                        "the root path has a page",
                        CDN,
                        r -> r.has("DistributionConfig", "DefaultRootObject")
                                || !r.at("DistributionConfig", "DefaultCacheBehavior", "FunctionAssociations")
                                        .isEmpty()));
    }

    private static boolean holdsNoSecretText(Resource function) {
        return function.at("Environment", "Variables").properties().stream()
                .noneMatch(variable -> (variable.getKey().endsWith("SECRET")
                                && variable.getValue().isTextual())
                        || variable.getValue().toString().contains("{{resolve:")
                        || variable.getValue().toString().contains("ClientSecret"));
    }

    private static boolean deniesHttp(Resource resource, String policyType, String names) {
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

    /** Wraps the value, because {@code findValues} searches only the children of a node. */
    private static JsonNode wrapped(JsonNode value) {
        return JsonNodeFactory.instance.arrayNode().add(value);
    }
}
