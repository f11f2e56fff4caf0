package net.osmand.account.functions.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.osmand.account.core.gpx.GpxLimits;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import org.junit.jupiter.api.Test;

class FavouriteBodyTest {
    private static final Context CONTEXT = (Context) Proxy.newProxyInstance(
            Context.class.getClassLoader(), new Class<?>[] {Context.class}, (_, _, _) -> "request");

    /** The web client sends all points of a file to hide a group. Otherwise a large group could never be hidden. */
    @Test
    void acceptsAsManyPointsAsAFileMayHave() {
        var most = GpxLimits.FAVOURITES.points();
        var read = new ArrayList<Integer>();

        assertThat(status(most, read)).isEqualTo(200);
        assertThat(status(most + 1, read)).isEqualTo(400);

        assertThat(read).containsExactly(25_000);
    }

    private static int status(int points, List<Integer> read) {
        var function = new HttpFunction() {
            @Override
            protected Response handle(Request request) {
                read.add(FavouriteBody.points(request).size());
                return Response.json(Map.of());
            }
        };
        var point = "\"{\\\"name\\\":\\\"A\\\",\\\"lat\\\":1,\\\"lon\\\":2}\"";
        var event = APIGatewayV2HTTPEvent.builder()
                .withRawPath("/mapapi/fav/update-all-favorites")
                .withHeaders(Map.of("content-type", "application/json"))
                .withBody("[" + String.join(",", Collections.nCopies(points, point)) + "]")
                .build();
        return function.handleRequest(event, CONTEXT).getStatusCode();
    }
}
