package net.osmand.account.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.osmand.account.core.values.ProtocolException;

/**
 * An HTTP request in API Gateway's payload format 2.0. Parameters come from the query and from a form body; values of
 * the query come first.
 */
public final class Request {
    private static final List<String> TRUE = List.of("true", "1", "yes", "on");

    private static final String BEARER = "bearer ";

    /** Bytes of the largest body that is searched for sensitive words. JSON of our routes is far smaller. */
    private static final int LARGEST_SEARCHED = 64 << 10;

    private final APIGatewayV2HTTPEvent event;
    private final byte[] body;
    private final Parameters parameters = new Parameters();

    /** @throws ProtocolException if a parameter or the path is longer than {@link RequestLimits} allow */
    Request(APIGatewayV2HTTPEvent event) {
        this.event = event;
        RequestLimits.checkPath(path());
        body = decoded(event);
        parameters.addAll(Optional.ofNullable(event.getRawQueryString()).orElse(""));
        if (isForm()) {
            parameters.addAll(new String(body, StandardCharsets.UTF_8));
        }
    }

    /**
     * Returns a required parameter, which may be empty.
     *
     * @throws MissingParameterException if it is missing
     */
    public String parameter(String name) {
        return optional(name).orElseThrow(() -> new MissingParameterException(name));
    }

    public Optional<String> optional(String name) {
        return parameters.all(name).stream().findFirst();
    }

    /** Returns all values of a repeated parameter, those of the query first. */
    public List<String> all(String name) {
        return parameters.all(name);
    }

    /** Returns true for {@code true}, {@code 1}, {@code yes} and {@code on}. */
    public boolean flag(String name) {
        return optional(name).filter(Request::isTrue).isPresent();
    }

    /** The same; without the parameter the request is malformed. */
    public boolean requiredFlag(String name) {
        return isTrue(parameter(name));
    }

    private static boolean isTrue(String value) {
        return TRUE.contains(value.toLowerCase(Locale.ROOT));
    }

    /**
     * Returns a numeric parameter. An empty value counts as absent.
     *
     * @throws MalformedRequestException if the value is not a number
     */
    public Optional<Long> number(String name) {
        try {
            return optional(name)
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .map(Long::valueOf);
        } catch (NumberFormatException _) {
            throw new MalformedRequestException();
        }
    }

    public long requiredNumber(String name) {
        return number(name).orElseThrow(() -> new MissingParameterException(name));
    }

    /** Returns the decoded body, which is empty if there is none. */
    public byte[] body() {
        return body.clone();
    }

    /**
     * Deserializes the body from JSON.
     *
     * @throws ProtocolException if it has another shape, or a text or list that is longer than {@link RequestLimits}
     *     allow
     */
    public <T> T json(Class<T> type) {
        return json(type, RequestLimits.UPLOAD_PARTS);
    }

    /** Deserializes the body from JSON with a limit for the entries of each list. */
    public <T> T json(Class<T> type, int mostEntries) {
        Json.check(body, mostEntries);
        return Json.read(body, type);
    }

    /** Returns the content of the multipart part {@code file}, or of the first part; empty if there are no parts. */
    public byte[] part() {
        var parts = parts();
        return parts.stream()
                .filter(part -> part.name().equals("file"))
                .findFirst()
                .or(() -> parts.stream().findFirst())
                .map(Part::content)
                .orElseGet(() -> new byte[0]);
    }

    /** Returns the multipart part with this field name, or an empty part. */
    public Part part(String fieldName) {
        return parts().stream()
                .filter(part -> part.name().equals(fieldName))
                .findFirst()
                .orElseGet(() -> new Part(fieldName, new byte[0]));
    }

    /** Returns whether Accept-Encoding contains gzip or {@code *} with a weight above zero. */
    public boolean acceptsGzip() {
        return AcceptEncoding.isGzipAccepted(header("accept-encoding").orElse(""));
    }

    /** Returns a header. Names are lower case in payload format 2.0. */
    public Optional<String> header(String lowerCaseName) {
        Map<String, String> headers = event.getHeaders();
        return headers == null ? Optional.empty() : Optional.ofNullable(headers.get(lowerCaseName));
    }

    /** Returns the value of a cookie as sent. Payload format 2.0 contains each cookie as {@code name=value}. */
    public Optional<String> cookie(String name) {
        var start = name + "=";
        return cookies()
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(start))
                .map(cookie -> cookie.substring(start.length()))
                .findFirst();
    }

    /** Returns the address of API Gateway's TCP peer, or an empty text if the event has none. */
    public String sourceAddress() {
        return http().map(APIGatewayV2HTTPEvent.RequestContext.Http::getSourceIp)
                .orElse("");
    }

    /** Returns the decoded path without the query. */
    public String path() {
        return Optional.ofNullable(event.getRawPath()).orElse("");
    }

    /** Returns the segment of the path at a position: for {@code /v1/exports/7}, position 3 is {@code 7}. */
    public String pathStep(int position) {
        var steps = path().split("/", -1);
        if (position >= steps.length) {
            throw new MalformedRequestException();
        }
        return steps[position];
    }

    public String method() {
        return http().map(APIGatewayV2HTTPEvent.RequestContext.Http::getMethod).orElse("");
    }

    /** Returns the bearer token of {@code Authorization}. */
    public Optional<String> bearer() {
        return header("authorization")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()).strip());
    }

    /** Returns whether the request has our portal's header. Only the portal understands all responses. */
    public boolean isOfPortal() {
        return header("x-account-client").filter("portal"::equals).isPresent();
    }

    /**
     * Returns whether the request may come from the public web client. That client does not identify itself: the
     * request has neither our portal's header nor a bearer token.
     */
    public boolean isOfPublicClient() {
        return !isOfPortal() && bearer().isEmpty();
    }

    /** Returns all texts that may contain secrets or personal data and must not appear in logs. */
    Stream<String> sensitive() {
        // Form values are parameters already, and the content of a part never appears in an exception message.
        var text = contentType().toLowerCase(Locale.ROOT).startsWith("multipart/") || body.length > LARGEST_SEARCHED
                ? ""
                : new String(body, StandardCharsets.UTF_8);
        return Stream.of(
                        parameters.values(),
                        cookies(),
                        header("authorization").stream(),
                        Stream.of(sourceAddress(), isForm() ? "" : text))
                .flatMap(values -> values);
    }

    private boolean isForm() {
        return contentType().toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }

    private static byte[] decoded(APIGatewayV2HTTPEvent event) {
        var text = Optional.ofNullable(event.getBody()).orElse("");
        // Uses the flag and not the content type: form bodies and bodies without a type also arrive as base64.
        if (!event.getIsBase64Encoded()) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            throw new MalformedRequestException();
        }
    }

    private List<Part> parts() {
        return Multipart.parts(contentType(), body);
    }

    private Stream<String> cookies() {
        return Optional.ofNullable(event.getCookies()).stream().flatMap(List::stream);
    }

    private Optional<APIGatewayV2HTTPEvent.RequestContext.Http> http() {
        return Optional.ofNullable(event.getRequestContext()).map(APIGatewayV2HTTPEvent.RequestContext::getHttp);
    }

    private String contentType() {
        return header("content-type").orElse("");
    }
}
