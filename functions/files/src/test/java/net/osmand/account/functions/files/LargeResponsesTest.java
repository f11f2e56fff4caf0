package net.osmand.account.functions.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.lang.reflect.Proxy;
import java.util.Map;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import org.junit.jupiter.api.Test;

/** Tests lists of the web client at the largest size of a Lambda response. */
class LargeResponsesTest {
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

    private static APIGatewayV2HTTPResponse list(int bytes) {
        var function = new HttpFunction() {
            @Override
            protected Response handle(Request request) {
                return LargeResponses.portalList(request, new byte[bytes]);
            }
        };
        var event = APIGatewayV2HTTPEvent.builder()
                .withRawPath("/mapapi/list-files")
                .withHeaders(Map.of("accept-encoding", "gzip", "accept-language", "nl"))
                .build();
        return function.handleRequest(event, CONTEXT);
    }
}
