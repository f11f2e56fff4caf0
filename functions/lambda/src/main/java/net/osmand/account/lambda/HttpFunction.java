package net.osmand.account.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import net.osmand.account.core.values.Deadline;
import net.osmand.account.core.values.ProtocolException;
import net.osmand.account.core.values.UnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles one route. A subclass parses the request, calls one use case and renders the result. {@link ErrorRenderer}
 * renders refusals. An unexpected exception becomes a 500 without details and one log line.
 */
public abstract class HttpFunction implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(HttpFunction.class);

    /**
     * Time for all AWS calls of a request. Even after a slow start the response takes at most 20 s; Lambda's timeout is
     * 29 s.
     */
    private static final Duration CALLS = Duration.ofSeconds(15);

    /** @throws ProtocolException if the protocol refuses the request */
    protected abstract Response handle(Request request);

    @Override
    public final APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        if (WarmUp.is(event)) {
            return Response.ok().toLambda(false);
        }
        var start = System.nanoTime();
        var route = Optional.ofNullable(event.getRouteKey()).orElse("none");
        var id = Optional.ofNullable(context).map(Context::getAwsRequestId).orElse("none");
        APIGatewayV2HTTPResponse answer;
        try (var _ = Deadline.after(CALLS)) {
            answer = handle(event, route, id);
        }
        var ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        // Logs the route, but never the query, which contains the access token.
        LOG.atInfo()
                .addKeyValue("route", route)
                .addKeyValue("status", answer.getStatusCode())
                .addKeyValue("ms", ms)
                .addKeyValue("request", id)
                .log();
        return answer;
    }

    private APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event, String route, String id) {
        Request request;
        try {
            request = new Request(event);
        } catch (ProtocolException refused) {
            var path = Optional.ofNullable(event.getRawPath()).orElse("");
            return ErrorRenderer.of(path).render(refused).toLambda(false);
        }
        var errors = ErrorRenderer.of(request);
        try {
            return handle(request).toLambda(request.acceptsGzip());
        } catch (ProtocolException refused) {
            return errors.render(refused).toLambda(false);
        } catch (UnavailableException unavailable) {
            Failure.of(id, route, unavailable, request).log(LOG.atWarn());
            return errors.render(unavailable).toLambda(false);
        } catch (RuntimeException unexpected) {
            Failure.of(id, route, unexpected, request).log(LOG.atError());
            return errors.unexpected(id).toLambda(false);
        }
    }
}
