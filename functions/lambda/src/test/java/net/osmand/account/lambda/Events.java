package net.osmand.account.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Creates events in API Gateway's payload format 2.0. */
final class Events {
    static final String FORM = "application/x-www-form-urlencoded;charset=UTF-8";

    private Events() {}

    static APIGatewayV2HTTPEvent get(String rawQuery, Map<String, String> headers) {
        return event("GET", rawQuery, headers).build();
    }

    static APIGatewayV2HTTPEvent get(String rawQuery) {
        return get(rawQuery, Map.of());
    }

    /** Creates an event with a base64 body. API Gateway encodes everything except text, JSON, XML and JavaScript. */
    static APIGatewayV2HTTPEvent post(String rawQuery, String contentType, byte[] body) {
        return event("POST", rawQuery, Map.of("content-type", contentType))
                .withIsBase64Encoded(true)
                .withBody(Base64.getEncoder().encodeToString(body))
                .build();
    }

    static APIGatewayV2HTTPEvent form(String rawQuery, String form) {
        return post(rawQuery, FORM, form.getBytes(StandardCharsets.UTF_8));
    }

    static APIGatewayV2HTTPEvent json(String rawQuery, String json) {
        return event("POST", rawQuery, Map.of("content-type", "application/json"))
                .withBody(json)
                .build();
    }

    static APIGatewayV2HTTPEvent.APIGatewayV2HTTPEventBuilder event(
            String method, String rawQuery, Map<String, String> headers) {
        var http = RequestContext.Http.builder()
                .withMethod(method)
                .withPath("/userdata/list-files")
                .withSourceIp("192.0.2.7")
                .build();
        return APIGatewayV2HTTPEvent.builder()
                .withVersion("2.0")
                .withRouteKey(method + " /userdata/list-files")
                .withRawPath("/userdata/list-files")
                .withRawQueryString(rawQuery)
                .withHeaders(headers)
                .withCookies(List.of("session=s3ss10n-c00kie", "theme=dark=er"))
                .withRequestContext(RequestContext.builder().withHttp(http).build());
    }
}
