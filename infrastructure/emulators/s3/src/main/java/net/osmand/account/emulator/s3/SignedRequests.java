package net.osmand.account.emulator.s3;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.core.env.Environment;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests that S3 refuses and S3Mock accepts: unsigned requests, and presigned links that were changed, have
 * expired by the local clock, or come with unsigned headers. Signatures in headers come from the SDK and are not
 * verified. Rules: docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html.
 */
public final class SignedRequests extends OncePerRequestFilter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String SIGNATURE = "X-Amz-Signature";

    /** The precision of a signature's timestamp: a request may have been signed up to this much later. */
    private static final Duration STAMP = Duration.ofMillis(999);

    private final String secret;
    private final UnaryOperator<Instant> localTime;

    /**
     * Reads two properties of the environment: the secret access key, and a function that converts the machine's time
     * to the local clock's.
     */
    @SuppressWarnings("unchecked")
    public SignedRequests(Environment environment) {
        secret = environment.getRequiredProperty("local.secret-access-key");
        localTime = environment.getRequiredProperty("local.time", UnaryOperator.class);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Map<String, List<String>> query = query(request);
        List<String> unsigned = unsigned(request, query);
        if (request.getHeader("Authorization") != null) {
            chain.doFilter(request, response);
        } else if (!query.containsKey(SIGNATURE)) {
            S3Error.forbidden(response, "AccessDenied", "Access Denied");
        } else if (isOver(first(query, "X-Amz-Date"), first(query, "X-Amz-Expires"))) {
            S3Error.forbidden(response, "AccessDenied", "Request has expired");
        } else if (!unsigned.isEmpty()) {
            S3Error.forbidden(
                    response,
                    "AccessDenied",
                    "There were headers present in the request which were not signed",
                    Map.of("HeadersNotSigned", String.join(", ", unsigned)));
        } else if (!first(query, SIGNATURE).equals(signature(request, query))) {
            S3Error.forbidden(
                    response,
                    "SignatureDoesNotMatch",
                    "The request signature we calculated does not match the signature you provided.");
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Unsigned headers of a presigned request: {@code host} and all {@code x-amz-*} headers must be signed. */
    private static List<String> unsigned(HttpServletRequest request, Map<String, List<String>> query) {
        List<String> signed = signedHeaders(query);
        return Collections.list(request.getHeaderNames()).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> name.equals("host") || name.startsWith("x-amz-"))
                .filter(name -> !signed.contains(name))
                .collect(Collectors.toList());
    }

    private static List<String> signedHeaders(Map<String, List<String>> query) {
        return Arrays.asList(first(query, "X-Amz-SignedHeaders").split(";"));
    }

    private boolean isOver(String stamp, String seconds) {
        try {
            Duration life = Duration.ofSeconds(Long.parseLong(seconds));
            Instant signed = localTime.apply(Instant.from(TIME.parse(stamp)).plus(STAMP));
            return localTime.apply(Instant.now()).isAfter(signed.plus(life)) || life.compareTo(Duration.ofDays(7)) > 0;
        } catch (DateTimeException | NumberFormatException malformed) {
            return true;
        }
    }

    private String signature(HttpServletRequest request, Map<String, List<String>> query) {
        // <access key>/<day>/<region>/<service>/aws4_request
        String credential = first(query, "X-Amz-Credential");
        String scope = credential.substring(credential.indexOf('/') + 1);
        String toSign = String.join(
                "\n",
                "AWS4-HMAC-SHA256",
                first(query, "X-Amz-Date"),
                scope,
                hex(sha256(canonical(request, query).getBytes(StandardCharsets.UTF_8))));
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/")) {
            key = hmac(key, part);
        }
        return hex(hmac(key, toSign));
    }

    private static String canonical(HttpServletRequest request, Map<String, List<String>> query) {
        List<String> signed = signedHeaders(query);
        String headers = signed.stream()
                .map(name ->
                        name + ":" + String.valueOf(request.getHeader(name)).strip() + "\n")
                .collect(Collectors.joining());
        return String.join(
                "\n",
                request.getMethod(),
                request.getRequestURI(),
                query.entrySet().stream()
                        .filter(parameter -> !parameter.getKey().equals(SIGNATURE))
                        .flatMap(parameter -> parameter.getValue().stream()
                                .sorted()
                                .map(value -> encode(parameter.getKey()) + "=" + encode(value)))
                        .collect(Collectors.joining("&")),
                headers,
                String.join(";", signed),
                "UNSIGNED-PAYLOAD");
    }

    /** Decodes the query. */
    private static Map<String, List<String>> query(HttpServletRequest request) {
        Map<String, List<String>> query = new TreeMap<>();
        String raw = request.getQueryString();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            query.computeIfAbsent(decode(parts[0]), name -> new ArrayList<>())
                    .add(parts.length == 1 ? "" : decode(parts[1]));
        }
        return query;
    }

    private static String first(Map<String, List<String>> query, String name) {
        return query.getOrDefault(name, List.of("")).get(0);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
