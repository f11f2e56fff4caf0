package net.osmand.account.emulator.s3;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;

/** Error responses of S3 in XML: docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html. */
final class S3Error {
    private S3Error() {}

    static void forbidden(HttpServletResponse response, String code, String message) throws IOException {
        forbidden(response, code, message, Map.of());
    }

    static void forbidden(HttpServletResponse response, String code, String message, Map<String, String> more)
            throws IOException {
        write(response, HttpServletResponse.SC_FORBIDDEN, code, message, more);
    }

    static void write(HttpServletResponse response, int status, String code, String message, Map<String, String> more)
            throws IOException {
        response.setStatus(status);
        response.setContentType("application/xml");
        String elements = more.entrySet().stream()
                .map(element -> "<" + element.getKey() + ">" + element.getValue() + "</" + element.getKey() + ">")
                .collect(Collectors.joining());
        response.getWriter()
                .write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                        + "</Message>" + elements + "</Error>");
    }
}
