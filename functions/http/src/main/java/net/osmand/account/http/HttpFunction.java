package net.osmand.account.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import net.osmand.account.problem.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One route. A subclass parses, calls one use case and renders; refusals become the protocol's errors here, and what nobody
 * expected becomes a bare 500, logged once.
 */
public abstract class HttpFunction implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(HttpFunction.class);

    /** Answers, or throws {@link Refused}, {@link PlainRefusal} or {@link MalformedRequest}. */
    protected abstract Response answer(Request request);

    @Override
    public final APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        var start = System.nanoTime();
        var route = Optional.ofNullable(event.getRouteKey()).orElse("none");
        var id = Optional.ofNullable(context).map(Context::getAwsRequestId).orElse("none");
        var answer = answered(event, route, id);
        var ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        LOG.info("{}", Json.line(new Answered(route, answer.getStatusCode(), ms, id)));
        return answer;
    }

    private APIGatewayV2HTTPResponse answered(APIGatewayV2HTTPEvent event, String route, String id) {
        try {
            return answered(new Request(event), route, id);
        } catch (MalformedRequest _) {
            var path = Optional.ofNullable(event.getRawPath()).orElse("");
            return Response.json(400, new Malformed(400, "Bad Request", path)).toLambda(false);
        }
    }

    private APIGatewayV2HTTPResponse answered(Request request, String route, String id) {
        try {
            return answer(request).toLambda(request.acceptsGzip());
        } catch (Refused refused) {
            return error(refused.problem().status(), refused.problem().code(), refused.text());
        } catch (PlainRefusal refusal) {
            return Response.text(400, refusal.text()).toLambda(false);
        } catch (MalformedRequest malformed) {
            throw malformed;
        } catch (RuntimeException unexpected) {
            LOG.error("{}", Json.line(Failure.of(id, route, unexpected, request)));
            return error(500, 0, "something went wrong on our side, request " + id);
        }
    }

    private static APIGatewayV2HTTPResponse error(int status, int code, String message) {
        return Response.json(status, new Coded(new Coded.Detail(code, message))).toLambda(false);
    }

    /** The log line: the route and never the query, which holds the access token. */
    record Answered(String route, int status, long ms, String request) {}

    /** An error of the protocol's table (mobile-userdata.md section 3). */
    record Coded(Detail error) {
        record Detail(int errorCode, String message) {}
    }

    /** The error of a missing or mistyped parameter. */
    record Malformed(int status, String error, String path) {}
}
