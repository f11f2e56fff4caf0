package net.osmand.account.lambda;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.ProtocolException;
import net.osmand.account.core.values.UnavailableException;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.core.values.WebErrorException.Reason;
import org.jspecify.annotations.Nullable;

/** Renders errors in the form of one surface: the one for apps and the web client, or {@code /v1}. */
sealed interface ErrorRenderer {
    /** Returns the renderer for the surface of this path. It is used for a request that could not be read. */
    static ErrorRenderer of(String path) {
        return path.startsWith("/v1/") ? new V1() : new Clients(path, Optional.empty());
    }

    /** Returns the renderer for the surface of the request. */
    static ErrorRenderer of(Request request) {
        return request.path().startsWith("/v1/")
                ? new V1()
                : new Clients(request.path(), Optional.of(request).filter(Request::isOfPublicClient));
    }

    /**
     * Renders an error of the protocol's table.
     *
     * @param code one of 101 to 112, or another number without meaning
     */
    Response error(int status, int code, String message);

    /** Renders a refusal without a code. */
    Response refusal(ProtocolException refused);

    /** Renders a refusal with a code. */
    default Response problem(ProblemException refused) {
        return error(refused.problem().status(), refused.problem().code(), refused.text());
    }

    /** Renders a refusal, with {@code Retry-After} if the caller must wait. */
    default Response render(ProtocolException refused) {
        if (!(refused instanceof ProblemException problem)) {
            return refusal(refused);
        }
        var answer = problem(problem);
        var wait = problem.retryAfterSeconds();
        return wait > 0 ? answer.with("Retry-After", Long.toString(wait)) : answer;
    }

    /** Renders a temporary failure as 503. */
    default Response render(UnavailableException unavailable) {
        return error(Problem.BUSY.status(), Problem.BUSY.code(), Problem.BUSY.message())
                .with("Retry-After", Long.toString(unavailable.retryAfterSeconds()));
    }

    /** Renders an unexpected failure as 500, with the request's id and no details. */
    default Response unexpected(String id) {
        return error(500, Problem.UNAVAILABLE.code(), Problem.UNAVAILABLE.message() + ", request " + id);
    }

    /**
     * Errors of {@code /userdata}, {@code /api}, {@code /share} and {@code /mapapi}
     * (docs/protocol/transport.md#error-codes).
     *
     * @param publicClient the request, if it may come from the public web client
     */
    record Clients(String path, Optional<Request> publicClient) implements ErrorRenderer {
        /** Calls whose error body the public web client shows to the user. */
        private static final Set<String> CALLS_WITH_SHOWN_ERRORS = Set.of(
                "/mapapi/auth/register",
                "/mapapi/auth/validate-token",
                "/mapapi/auth/activate",
                "/mapapi/auth/send-code-to-new-email",
                "/mapapi/auth/change-email",
                "/mapapi/auth/delete-account",
                "/mapapi/restore-file",
                "/mapapi/rename-file",
                "/mapapi/rename-folder",
                "/mapapi/delete-folder",
                "/mapapi/fav/rename-fav-group",
                "/mapapi/download-backup");

        /** Plain texts that the public web client compares with its own strings. They must not be translated. */
        private static final Map<String, Set<Reason>> TEXTS_COMPARED_BY_CLIENT = Map.of(
                "/mapapi/auth/login", Set.of(Reason.UNKNOWN_EMAIL, Reason.WRONG_PASSWORD),
                "/mapapi/auth/register", Set.of(Reason.UNKNOWN_EMAIL, Reason.EMAIL_NOT_VALID),
                "/mapapi/auth/validate-token", Set.of(Reason.WRONG_CODE),
                "/mapapi/auth/activate", Set.of(Reason.WRONG_CODE));

        private static final URI ACCOUNT_PAGE = URI.create("/map/account/");

        @Override
        public Response error(int status, int code, String message) {
            if (status == 401 && publicClient.isPresent() && isTextWhenSignedOut()) {
                return Response.text(401, "Unauthorized");
            }
            // The only status with a code whose body every web client reads as text (docs/protocol/portal.md#register).
            return status == 429 && path.startsWith("/mapapi/auth/")
                    ? Response.text(429, message)
                    : Response.json(status, new Coded(new Coded.Detail(code, message)));
        }

        private boolean isTextWhenSignedOut() {
            return path.startsWith("/mapapi/auth/") || path.startsWith("/share/");
        }

        @Override
        public Response problem(ProblemException refused) {
            return publicClient
                    .filter(_ -> CALLS_WITH_SHOWN_ERRORS.contains(path) && Sentences.has(refused.problem()))
                    .map(request -> Response.text(refused.problem().status(), Sentences.of(refused, request)))
                    .orElseGet(() -> ErrorRenderer.super.problem(refused));
        }

        @Override
        public Response refusal(ProtocolException refused) {
            return switch (refused) {
                case SessionEndedException _ -> Response.redirect(ACCOUNT_PAGE, Map.of());
                case WebErrorException web -> Response.text(400, text(web));
                case PlainErrorException plain -> Response.text(400, plain.text());
                default -> Response.json(400, new Malformed(400, "Bad Request", path));
            };
        }

        private String text(WebErrorException refused) {
            return publicClient
                    .filter(_ -> !TEXTS_COMPARED_BY_CLIENT
                            .getOrDefault(path, Set.of())
                            .contains(refused.reason()))
                    .map(request -> Sentences.of(refused.reason(), request))
                    .orElseGet(refused::text);
        }

        record Coded(Detail error) {
            record Detail(int errorCode, String message) {}
        }

        /** Error body for a missing or malformed parameter. */
        record Malformed(int status, String error, String path) {}
    }

    /** Errors of {@code /v1}: problem details (RFC 9457), with the protocol's code if there is one. */
    record V1() implements ErrorRenderer {
        @Override
        public Response error(int status, int code, String message) {
            return Response.problem(status, Details.of(status, message, code > 100 && code < 200 ? code : null));
        }

        @Override
        public Response refusal(ProtocolException refused) {
            return refused instanceof WebErrorException || refused instanceof PlainErrorException
                    ? Response.text(400, refused.text())
                    : Response.problem(400, Details.of(400, refused.text(), null));
        }

        @JsonInclude(JsonInclude.Include.NON_NULL)
        record Details(
                String type,
                String title,
                int status,
                String detail,
                @Nullable Integer code) {
            static Details of(int status, String detail, @Nullable Integer code) {
                var title = switch (status) {
                    case 400 -> "Bad Request";
                    case 401 -> "Unauthorized";
                    case 403 -> "Forbidden";
                    case 404 -> "Not Found";
                    case 409 -> "Conflict";
                    case 429 -> "Too Many Requests";
                    case 503 -> "Service Unavailable";
                    default -> "Internal Server Error";
                };
                return new Details("about:blank", title, status, detail, code);
            }
        }
    }
}
