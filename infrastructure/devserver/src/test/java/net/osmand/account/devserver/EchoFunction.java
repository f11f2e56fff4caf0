package net.osmand.account.devserver;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.osmand.account.aws.AwsClients;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.aws.sqs.SqsQueue;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/** Answers with its event. The path's name selects calls to AWS. */
public final class EchoFunction implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final LambdaEnvironment environment;
    private final AwsClients clients;

    public EchoFunction(LambdaEnvironment environment) {
        this.environment = environment;
        clients = new AwsClients(environment);
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        var parameters = Objects.requireNonNullElse(event.getPathParameters(), Map.<String, String>of());
        var answer = switch (parameters.getOrDefault("name", "")) {
            case "fail" -> throw new IllegalStateException("as asked");
            case "variables" ->
                environment.variable("GREETING") + environment.variable("SHOUT") + environment.variable("SECRET");
            case "portal" -> environment.variable("PORTAL_ORIGIN");
            case "put" -> put();
            case "get" -> get("1");
            case "note" -> get("note");
            case "delete" -> delete();
            case "store" -> store();
            case "trash" -> trash();
            case "versions" -> versions();
            case "sign" -> sign();
            case "send" -> send("good", Duration.ZERO);
            case "later" -> send("later", Duration.ofMinutes(10));
            case "bad" -> send("bad", Duration.ZERO);
            case "works" -> works();
            case "ticks" -> Long.toString(items("tick").count());
            case "instance" -> Integer.toString(System.identityHashCode(this));
            case String name when name.startsWith("work-") -> send(name, Duration.ZERO);
            default -> json(event);
        };
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(200)
                .withHeaders(Map.of("X-Name", "value"))
                .withCookies(List.of("a=1; Path=/", "b=2"))
                .withBody(answer)
                .build();
    }

    private String put() {
        var ttl = environment.clock().instant().plus(Duration.ofDays(30)).getEpochSecond();
        clients.dynamoDb()
                .putItem(put -> put.tableName(environment.variable("TABLE"))
                        .item(Map.of(
                                "pk", AttributeValue.fromS("a"),
                                "sk", AttributeValue.fromS("1"),
                                "ttl", AttributeValue.fromN(String.valueOf(ttl)))));
        return "put";
    }

    private String get(String sk) {
        var item = clients.dynamoDb()
                .getItem(get -> get.tableName(environment.variable("TABLE"))
                        .consistentRead(true)
                        .key(Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromS(sk))));
        return item.hasItem() ? "there" : "gone";
    }

    private String delete() {
        clients.dynamoDb()
                .deleteItem(delete -> delete.tableName(environment.variable("TABLE"))
                        .key(Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromS("1"))));
        return "deleted";
    }

    private String store() {
        clients.s3()
                .putObject(
                        put -> put.bucket(environment.variable("BUCKET")).key("u/1"),
                        RequestBody.fromString("the stored bytes"));
        return "stored";
    }

    private String trash() {
        clients.s3()
                .deleteObject(
                        delete -> delete.bucket(environment.variable("BUCKET")).key("u/1"));
        return "trashed";
    }

    private String versions() {
        var all = clients.s3().listObjectVersions(list -> list.bucket(environment.variable("BUCKET")));
        return all.versions().size() + " versions, " + all.deleteMarkers().size() + " markers";
    }

    private String sign() {
        try (var presigner = clients.presigner()) {
            return presigner
                    .presignGetObject(presign -> presign.signatureDuration(Duration.ofMinutes(15))
                            .getObjectRequest(GetObjectRequest.builder()
                                    .bucket(environment.variable("BUCKET"))
                                    .key("u/1")
                                    .build()))
                    .url()
                    .toString();
        }
    }

    private String send(String body, Duration delay) {
        new SqsQueue(clients.sqs(), environment.variable("QUEUE_URL")).send(body, delay);
        return "sent";
    }

    private String works() {
        return items("work ").sorted().collect(Collectors.joining(", "));
    }

    private Stream<String> items(String prefix) {
        return clients
                .dynamoDb()
                .scan(scan -> scan.tableName(environment.variable("TABLE")).consistentRead(true))
                .items()
                .stream()
                .map(item -> Objects.requireNonNull(item.get("pk")).s() + " "
                        + Objects.requireNonNull(item.get("sk")).s())
                .filter(item -> item.startsWith(prefix));
    }

    private static String json(APIGatewayV2HTTPEvent event) {
        try {
            return new ObjectMapper().writeValueAsString(event);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
