package net.osmand.account.emulator.s3;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Applies the bucket's own CORS rules. S3Mock allows every origin.
 * <ul>
 * <li>A preflight request that no rule allows gets 403.
 * <li>Other requests get the CORS headers of the first rule that allows them, or none.
 * </ul>
 *
 * <p>PutBucketCors sets the rules, which are lost at the end. Sources:
 * docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html and cors-troubleshooting.html.
 */
@Order(0)
public final class BucketCors extends OncePerRequestFilter {
    private static final String ORIGIN = "Origin";
    private static final String METHOD = "Access-Control-Request-Method";
    private static final String HEADERS = "Access-Control-Request-Headers";

    private final Map<String, List<CorsRule>> rules = new ConcurrentHashMap<>();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String bucket = request.getRequestURI().split("/", 3)[1];
        if (request.getMethod().equals("OPTIONS")) {
            preflight(bucket, request, response);
        } else if (isConfiguration(request)) {
            rules.put(bucket, CorsRule.parse(request.getInputStream()));
        } else {
            String origin = request.getHeader(ORIGIN);
            if (origin != null) {
                rule(bucket, origin, request.getMethod(), List.of())
                        .ifPresent(rule -> allow(response, rule, origin, List.of()));
            }
            chain.doFilter(new WithoutOrigin(request), response);
        }
    }

    /** Returns whether the request is a signed PutBucketCors. An unsigned one is passed on and refused. */
    private static boolean isConfiguration(HttpServletRequest request) {
        return request.getMethod().equals("PUT")
                && request.getHeader("Authorization") != null
                && request.getQueryString() != null
                && List.of("cors", "cors=").contains(request.getQueryString());
    }

    private void preflight(String bucket, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String origin = request.getHeader(ORIGIN);
        String method = request.getHeader(METHOD);
        if (origin == null) {
            S3Error.write(
                    response, 400, "BadRequest", "Insufficient information. Origin request header needed.", Map.of());
            return;
        }
        if (method == null) {
            S3Error.write(response, 400, "BadRequest", "Invalid Access-Control-Request-Method: null", Map.of());
            return;
        }
        List<String> headers = headers(request.getHeader(HEADERS));
        Optional<CorsRule> rule = rule(bucket, origin, method, headers);
        if (rule.isPresent()) {
            allow(response, rule.get(), origin, headers);
            return;
        }
        String message = rules.containsKey(bucket)
                ? "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request"
                        + " method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by"
                        + " the resource's CORS spec."
                : "CORSResponse: CORS is not enabled for this bucket.";
        S3Error.forbidden(response, "AccessForbidden", message, Map.of("Method", method));
    }

    private Optional<CorsRule> rule(String bucket, String origin, String method, List<String> headers) {
        return rules.getOrDefault(bucket, List.of()).stream()
                .filter(rule -> rule.allows(origin, method, headers))
                .findFirst();
    }

    private static void allow(HttpServletResponse response, CorsRule rule, String origin, List<String> headers) {
        boolean everyOrigin = rule.origins().contains("*");
        response.setHeader("Access-Control-Allow-Origin", everyOrigin ? "*" : origin);
        response.setHeader("Access-Control-Allow-Methods", String.join(", ", rule.methods()));
        if (!everyOrigin) {
            response.setHeader("Access-Control-Allow-Credentials", "true");
        }
        if (!headers.isEmpty()) {
            response.setHeader("Access-Control-Allow-Headers", String.join(", ", headers));
        }
        if (!rule.exposed().isEmpty()) {
            response.setHeader("Access-Control-Expose-Headers", String.join(", ", rule.exposed()));
        }
        if (!rule.maxAgeSeconds().isEmpty()) {
            response.setHeader("Access-Control-Max-Age", rule.maxAgeSeconds());
        }
        response.setHeader("Vary", "Origin, " + HEADERS + ", " + METHOD);
    }

    private static List<String> headers(String list) {
        List<String> headers = new ArrayList<>();
        for (String header : list == null ? new String[0] : list.split(",")) {
            headers.add(header.strip());
        }
        return headers;
    }

    /** Hides the Origin header from S3Mock, which would allow it. */
    private static final class WithoutOrigin extends HttpServletRequestWrapper {
        WithoutOrigin(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getHeader(String name) {
            return name.equalsIgnoreCase(ORIGIN) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return name.equalsIgnoreCase(ORIGIN) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }
    }
}
