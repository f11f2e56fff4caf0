package net.osmand.account.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import net.osmand.account.core.values.Deadline;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.UnavailableException;
import net.osmand.account.core.values.WebErrorException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One route. A subclass parses, calls one use case and renders; refusals become the protocol's errors here, and what nobody
 * expected becomes a bare 500, logged once.
 */
public abstract class HttpFunction implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(HttpFunction.class);
    private static final String V1 = "/v1/";

    /** Time for all calls to AWS of one request. With a slow start it still answers within 20 s; Lambda ends it after 29 s. */
    private static final Duration CALLS = Duration.ofSeconds(15);

    /** Answers, or throws {@link ProblemException}, {@link PlainErrorException} or {@link MalformedRequestException}. */
    protected abstract Response answer(Request request);

    @Override
    public final APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        if (WarmUp.is(event)) {
            return Response.ok().toLambda(false);
        }
        var start = System.nanoTime();
        var route = Optional.ofNullable(event.getRouteKey()).orElse("none");
        var id = Optional.ofNullable(context).map(Context::getAwsRequestId).orElse("none");
        APIGatewayV2HTTPResponse answer;
        try (var _ = Deadline.in(CALLS)) {
            answer = answered(event, route, id);
        }
        var ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        LOG.info("{}", Json.line(new Answered(route, answer.getStatusCode(), ms, id)));
        return answer;
    }

    private APIGatewayV2HTTPResponse answered(APIGatewayV2HTTPEvent event, String route, String id) {
        var path = Optional.ofNullable(event.getRawPath()).orElse("");
        try {
            return answered(new Request(event), route, id);
        } catch (MalformedRequestException malformed) {
            var answer = path.startsWith(V1)
                    ? Response.problem(400, Described.of(400, malformed.text(), null))
                    : Response.json(400, new Malformed(400, "Bad Request", path));
            return answer.toLambda(false);
        }
    }

    private APIGatewayV2HTTPResponse answered(Request request, String route, String id) {
        try {
            return answer(request).toLambda(request.acceptsGzip());
        } catch (ProblemException refused) {
            return error(request, refused);
        } catch (PlainErrorException refusal) {
            return Response.text(400, refusal.text()).toLambda(false);
        } catch (WebErrorException refused) {
            return Response.text(400, refused.text()).toLambda(false);
        } catch (MalformedRequestException malformed) {
            throw malformed;
        } catch (UnavailableException unavailable) {
            LOG.warn("{}", Json.line(Failure.of(id, route, unavailable, request)));
            return error(request, Problem.BUSY.status(), Problem.BUSY.code(), Problem.BUSY.message())
                    .with("Retry-After", Long.toString(unavailable.retryAfterSeconds()))
                    .toLambda(false);
        } catch (RuntimeException unexpected) {
            LOG.error("{}", Json.line(Failure.of(id, route, unexpected, request)));
            return error(request, 500, Problem.UNAVAILABLE.code(), Problem.UNAVAILABLE.message() + ", request " + id)
                    .toLambda(false);
        }
    }

    private static APIGatewayV2HTTPResponse error(Request request, ProblemException refused) {
        // The one coded status that the portal's public client reads as text (web-portal.md 3.2).
        var plain =
                refused.problem() == Problem.TOO_MANY_REQUESTS && request.path().startsWith("/mapapi/auth/");
        var answer = plain
                ? Response.text(429, refused.text())
                : error(request, refused.problem().status(), refused.problem().code(), refused.text());
        var wait = refused.retryAfterSeconds();
        return (wait > 0 ? answer.with("Retry-After", Long.toString(wait)) : answer).toLambda(false);
    }

    private static Response error(Request request, int status, int code, String message) {
        return request.path().startsWith(V1)
                ? Response.problem(status, Described.of(status, message, code > 100 && code < 200 ? code : null))
                : Response.json(status, new Coded(new Coded.Detail(code, message)));
    }

    /** The log line: the route and never the query, which holds the access token. */
    record Answered(String route, int status, long ms, String request) {}

    /** An error of the protocol's table (mobile-userdata.md section 3). */
    record Coded(Detail error) {
        record Detail(int errorCode, String message) {}
    }

    /** The error of the routes under {@code /v1} (RFC 9457), with the protocol's code where there is one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Described(
            String type,
            String title,
            int status,
            String detail,
            @Nullable Integer code) {
        static Described of(int status, String detail, @Nullable Integer code) {
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
            return new Described("about:blank", title, status, detail, code);
        }
    }

    /** The error of a missing or mistyped parameter. */
    record Malformed(int status, String error, String path) {}
}
