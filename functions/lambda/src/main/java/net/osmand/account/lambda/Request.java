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
 * One HTTP request, unwrapped from API Gateway's payload 2.0. Parameters come from the query or from a form body; where both
 * have one, the query's comes first.
 */
public final class Request {
    private static final List<String> TRUE = List.of("true", "1", "yes", "on");

    private static final String BEARER = "bearer ";

    /** Bytes. No JSON that a route of ours reads comes near. */
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

    /** The parameter, which may be empty; without it the request is malformed. */
    public String parameter(String name) {
        return optional(name).orElseThrow(() -> new MissingParameterException(name));
    }

    public Optional<String> optional(String name) {
        return parameters.all(name).stream().findFirst();
    }

    /** Every value of a repeated parameter, those of the query first. */
    public List<String> all(String name) {
        return parameters.all(name);
    }

    /** True for {@code true}, {@code 1}, {@code yes} and {@code on}. */
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

    /** The number; absent and empty are the same, anything else but a number is malformed. */
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

    /** The decoded bytes, none where there is no body. */
    public byte[] body() {
        return body.clone();
    }

    /**
     * The body as JSON of this shape.
     *
     * @throws ProtocolException if it has another shape, or a text or list that is longer than {@link RequestLimits} allow
     */
    public <T> T json(Class<T> type) {
        return json(type, RequestLimits.UPLOAD_PARTS);
    }

    /** The same with at most so many entries in each list. */
    public <T> T json(Class<T> type, int mostEntries) {
        Json.check(body, mostEntries);
        return Json.read(body, type);
    }

    /** The bytes of a multipart body's part {@code file}, else of its first part, none where it has no part. */
    public byte[] part() {
        var parts = parts();
        return parts.stream()
                .filter(part -> part.name().equals("file"))
                .findFirst()
                .or(() -> parts.stream().findFirst())
                .map(Part::content)
                .orElseGet(() -> new byte[0]);
    }

    /** The part of a multipart body with this field name; without it, an empty one. */
    public Part part(String fieldName) {
        return parts().stream()
                .filter(part -> part.name().equals(fieldName))
                .findFirst()
                .orElseGet(() -> new Part(fieldName, new byte[0]));
    }

    /** Whether Accept-Encoding names gzip, or anything, with a weight above zero. */
    public boolean acceptsGzip() {
        var anything = false;
        for (var coding :
                header("accept-encoding").orElse("").toLowerCase(Locale.ROOT).split(",", -1)) {
            var parts = coding.replaceAll("\\s", "").split(";", -1);
            var wanted = Stream.of(parts).skip(1).noneMatch(part -> part.matches("q=0(\\.0*)?"));
            if (parts[0].equals("gzip")) {
                return wanted;
            }
            anything |= parts[0].equals("*") && wanted;
        }
        return anything;
    }

    /** By its lower-case name, as payload 2.0 has it. */
    public Optional<String> header(String lowerCaseName) {
        Map<String, String> headers = event.getHeaders();
        return headers == null ? Optional.empty() : Optional.ofNullable(headers.get(lowerCaseName));
    }

    /** The value as sent: payload 2.0 gives each cookie as {@code name=value}. */
    public Optional<String> cookie(String name) {
        var start = name + "=";
        return cookies()
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(start))
                .map(cookie -> cookie.substring(start.length()))
                .findFirst();
    }

    /** The TCP peer of API Gateway, empty where the event has none. */
    public String sourceAddress() {
        return http().map(APIGatewayV2HTTPEvent.RequestContext.Http::getSourceIp)
                .orElse("");
    }

    /** Decoded, without the query. */
    public String path() {
        return Optional.ofNullable(event.getRawPath()).orElse("");
    }

    /** The step of the path at this position: of {@code /v1/exports/7} step 3 is {@code 7}. */
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

    /** The bearer token of {@code Authorization}. */
    public Optional<String> bearer() {
        return header("authorization")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()).strip());
    }

    /** Whether our own portal says that it sent this: only its calls know what every answer means. */
    public boolean isOfPortal() {
        return header("x-account-client").filter("portal"::equals).isPresent();
    }

    /**
     * Whether this may come from the public web client, which says nothing of itself: neither our portal's header nor a bearer
     * token is there.
     */
    public boolean isOfPublicClient() {
        return !isOfPortal() && bearer().isEmpty();
    }

    /** Everything that may be a secret or somebody's name: what no log may repeat. */
    Stream<String> sensitive() {
        // A form's values are among the parameters; a part's content is nobody's message.
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
        // By the flag and never by the type: form bodies and those without a type come as base64 too.
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
