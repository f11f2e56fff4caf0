package net.osmand.account.devserver.faults;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An error response of a service.
 *
 * @param json the body for all services except S3, which sends XML
 */
record WireError(int status, String code, String message, ObjectNode json) {
    private static final Map<String, WireError> THROTTLING = Map.of(
            "DynamoDb",
                    of(
                            400,
                            "ProvisionedThroughputExceededException",
                            "The level of configured throughput was exceeded"),
            "S3", of(503, "SlowDown", "Please reduce your request rate."),
            "Sqs", of(400, "RequestThrottled", "The request was denied due to request throttling."),
            "CognitoIdentityProvider", of(400, "TooManyRequestsException", "Rate exceeded"),
            "Sesv2", of(429, "TooManyRequestsException", "Rate exceeded"),
            "Kms", of(400, "ThrottlingException", "You have exceeded the rate at which you may call KMS."),
            "SecretsManager", of(400, "ThrottlingException", "Rate exceeded"));
    private static final Map<String, WireError> INTERNAL = Map.of(
            "DynamoDb", of(500, "InternalServerError", "Internal server error"),
            "S3", of(500, "InternalError", "We encountered an internal error. Please try again."),
            "Sqs", of(500, "InternalFailure", "The request processing has failed."),
            "CognitoIdentityProvider", of(500, "InternalErrorException", "Internal server error"),
            "Sesv2", of(500, "InternalServiceErrorException", "Internal service error"),
            "Kms", of(500, "KMSInternalException", "An internal error occurred."),
            "SecretsManager", of(500, "InternalServiceError", "An error occurred on the server side."));

    static WireError throttling(String service, Fault fault) {
        return of(THROTTLING, service, fault);
    }

    static WireError internal(String service, Fault fault) {
        return of(INTERNAL, service, fault);
    }

    /**
     * DynamoDB's response while another transaction holds an item. A transaction is cancelled with one reason for each
     * item; a single write is refused.
     * docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html.
     *
     * @param items number of items of the transaction, 0 for a single write
     * @param conflicting index of the item that is held
     */
    static WireError conflict(int items, int conflicting) {
        if (items == 0) {
            return of(400, "TransactionConflictException", "Transaction is ongoing for the item");
        }
        var codes = new ArrayList<String>();
        ArrayNode reasons = JsonNodeFactory.instance.arrayNode();
        for (var item = 0; item < items; item++) {
            codes.add(item == conflicting ? "TransactionConflict" : "None");
            var reason = reasons.addObject().put("Code", codes.getLast());
            if (item == conflicting) {
                reason.put("Message", "Transaction is ongoing for the item");
            }
        }
        var message = "Transaction cancelled, please refer cancellation reasons for specific reasons ["
                + String.join(", ", codes) + "]";
        var error = of(400, "TransactionCanceledException", message);
        error.json.set("CancellationReasons", reasons);
        return error;
    }

    /** Writes the response and keeps the connection open. A response to HEAD has no body. */
    void write(OutputStream out, String service, boolean isHead) throws IOException {
        var isXml = service.equals("S3");
        var body = (isXml
                        ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>"
                                + message + "</Message></Error>"
                        : json.toString())
                .getBytes(StandardCharsets.UTF_8);
        var head = new HttpHead(
                "HTTP/1.1 " + status + " Injected",
                List.of(
                        "Content-Type: " + (isXml ? "application/xml" : "application/x-amz-json-1.0"),
                        "x-amzn-errortype: " + code,
                        "x-amzn-RequestId: " + UUID.randomUUID()));
        head.withLength(isHead ? 0 : body.length).write(out);
        if (!isHead) {
            out.write(body);
        }
    }

    private static WireError of(Map<String, WireError> byService, String service, Fault fault) {
        var usual = byService.getOrDefault(service, of(500, "InternalFailure", "Internal failure"));
        return of(fault.status().orElse(usual.status), fault.code().orElse(usual.code), usual.message);
    }

    private static WireError of(int status, String code, String message) {
        var json = JsonNodeFactory.instance.objectNode().put("__type", code).put("message", message);
        return new WireError(status, code, message, json);
    }
}
