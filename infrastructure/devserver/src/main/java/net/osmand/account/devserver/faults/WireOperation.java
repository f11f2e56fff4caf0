package net.osmand.account.devserver.faults;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names the operation of a request to AWS, by the service's API reference. */
final class WireOperation {
    private static final Pattern PARAMETERS = Pattern.compile("&");

    private WireOperation() {}

    /** Reads the operation from a header for JSON services, from method and path for S3 and SES. */
    static String of(String service, HttpHead request) {
        var target = request.value("X-Amz-Target");
        if (target.isPresent()) {
            return target.get().substring(target.get().lastIndexOf('.') + 1);
        }
        var words = request.start().split(" ", 3);
        return service.equals("S3") ? s3(words[0], words[1], request) : ses(words[0], words[1]);
    }

    private static String ses(String method, String path) {
        return method.equals("POST") && path.equals("/v2/email/outbound-emails") ? "SendEmail" : method + " " + path;
    }

    private static String s3(String method, String target, HttpHead request) {
        var path = target.split("\\?", 2)[0];
        var query = target.substring(path.length()).replaceFirst("^\\?", "");
        var parameters = PARAMETERS
                .splitAsStream(query)
                .map(parameter -> parameter.split("=", 2)[0])
                .collect(Collectors.toSet());
        var isObject = path.matches("/[^/]+/.+");
        return isObject ? object(method, parameters, request) : bucket(method, query, parameters);
    }

    private static String object(String method, Set<String> parameters, HttpHead request) {
        var copies = request.value("x-amz-copy-source").isPresent();
        var inParts = parameters.contains("uploadId");
        return switch (method) {
            case "GET" -> inParts ? "ListParts" : "GetObject";
            case "HEAD" -> "HeadObject";
            case "PUT" -> inParts ? copies ? "UploadPartCopy" : "UploadPart" : copies ? "CopyObject" : "PutObject";
            case "POST" -> inParts ? "CompleteMultipartUpload" : "CreateMultipartUpload";
            case "DELETE" -> inParts ? "AbortMultipartUpload" : "DeleteObject";
            default -> method;
        };
    }

    private static String bucket(String method, String query, Set<String> parameters) {
        return switch (method) {
            case "GET" ->
                parameters.contains("versions")
                        ? "ListObjectVersions"
                        : parameters.contains("uploads")
                                ? "ListMultipartUploads"
                                : query.contains("list-type=2") ? "ListObjectsV2" : "ListObjects";
            case "HEAD" -> "HeadBucket";
            case "POST" -> parameters.contains("delete") ? "DeleteObjects" : method;
            default -> method;
        };
    }
}
