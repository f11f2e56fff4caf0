package net.osmand.account.functions.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import org.junit.jupiter.api.Test;

/** Tests lists of the web client at the largest size of a Lambda response. */
class LargeResponsesTest {
    private static final URI S3 = URI.create("https://s3.example.org/lists/7");
    private static final int MOST = 4_669_440;

    private static final Context CONTEXT = (Context) Proxy.newProxyInstance(
            Context.class.getClassLoader(), new Class<?>[] {Context.class}, (_, _, _) -> "request");

    @Test
    void addendum5_1AListForTheWebIsNeverARedirect() {
        assertThat(list(MOST).getStatusCode()).isEqualTo(200);
        assertThat(list(MOST).getBody()).hasSize(MOST / 3 * 4);
        var more = list(MOST + 1);
        assertThat(more.getStatusCode()).isEqualTo(400);
        assertThat(more.getHeaders()).doesNotContainKey("Location");
        assertThat(more.getBody()).startsWith("Uw account heeft te veel bestanden");
    }

    @Test
    void aStoredListThatDoesNotFitIsReadFromS3() {
        var small = answer(request -> LargeResponses.list(request, new byte[4 << 20], () -> S3));
        assertThat(small.getStatusCode()).isEqualTo(200);
        var large = answer(request -> LargeResponses.list(request, new byte[(4 << 20) + 1], () -> S3));
        assertThat(large.getStatusCode()).isEqualTo(302);
        assertThat(large.getHeaders()).containsEntry("Location", S3.toString());
    }

    private static APIGatewayV2HTTPResponse list(int bytes) {
        return answer(request -> LargeResponses.portalList(request, new byte[bytes]));
    }

    private static APIGatewayV2HTTPResponse answer(Function<Request, Response> handler) {
        var function = new HttpFunction() {
            @Override
            protected Response handle(Request request) {
                return handler.apply(request);
            }
        };
        var event = APIGatewayV2HTTPEvent.builder()
                .withRawPath("/mapapi/list-files")
                .withHeaders(Map.of("accept-encoding", "gzip", "accept-language", "nl"))
                .build();
        return function.handleRequest(event, CONTEXT);
    }
}
