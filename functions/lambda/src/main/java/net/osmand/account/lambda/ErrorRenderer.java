package net.osmand.account.lambda;

import com.fasterxml.jackson.annotation.JsonInclude;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.ProtocolException;
import net.osmand.account.core.values.UnavailableException;
import net.osmand.account.core.values.WebErrorException;
import org.jspecify.annotations.Nullable;

/** Renders errors in the form of one surface: that of the apps and the web client, or that of {@code /v1}. */
sealed interface ErrorRenderer {
    /** The renderer of the surface that this path belongs to. */
    static ErrorRenderer of(String path) {
        return path.startsWith("/v1/") ? new V1() : new Clients(path);
    }

    /** An error of the protocol's table; {@code code} is one of 101 to 112, or another number without meaning. */
    Response error(int status, int code, String message);

    /** A refusal without a code. */
    Response refusal(ProtocolException refused);

    /** Renders a refusal. */
    default Response render(ProtocolException refused) {
        if (!(refused instanceof ProblemException problem)) {
            return refusal(refused);
        }
        var answer = error(problem.problem().status(), problem.problem().code(), problem.text());
        var wait = problem.retryAfterSeconds();
        return wait > 0 ? answer.with("Retry-After", Long.toString(wait)) : answer;
    }

    /** Renders 503. */
    default Response render(UnavailableException unavailable) {
        return error(Problem.BUSY.status(), Problem.BUSY.code(), Problem.BUSY.message())
                .with("Retry-After", Long.toString(unavailable.retryAfterSeconds()));
    }

    /** Renders 500 with the request's id and no detail. */
    default Response unexpected(String id) {
        return error(500, Problem.UNAVAILABLE.code(), Problem.UNAVAILABLE.message() + ", request " + id);
    }

    /** The errors of {@code /userdata}, {@code /api} and {@code /mapapi} (docs/protocol/transport.md#error-codes). */
    record Clients(String path) implements ErrorRenderer {
        @Override
        public Response error(int status, int code, String message) {
            // The one coded status that the public web client reads as text (docs/protocol/portal.md#register).
            return status == 429 && path.startsWith("/mapapi/auth/")
                    ? Response.text(429, message)
                    : Response.json(status, new Coded(new Coded.Detail(code, message)));
        }

        @Override
        public Response refusal(ProtocolException refused) {
            return refused instanceof WebErrorException || refused instanceof PlainErrorException
                    ? Response.text(400, refused.text())
                    : Response.json(400, new Malformed(400, "Bad Request", path));
        }

        record Coded(Detail error) {
            record Detail(int errorCode, String message) {}
        }

        /** The error of a missing or malformed parameter. */
        record Malformed(int status, String error, String path) {}
    }

    /** Problem details (RFC 9457), with the protocol's code if there is one. */
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
