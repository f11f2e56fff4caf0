package net.osmand.account.functions.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import net.osmand.account.aws.Platform;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.http.SessionCookie;
import net.osmand.account.http.WebDoor;
import net.osmand.account.identity.AccessToken;

/** GET /mapapi/auth/info: who is signed in, or {@code null}; the cookie slides with each page load. */
public final class InfoFunction extends HttpFunction {
    private final WebDoor door;

    public InfoFunction() {
        this(Platform.ofProcess());
    }

    public InfoFunction(Platform platform) {
        var wiring = new AuthWiring(platform);
        door = wiring.webDoor();
    }

    /** The role has nothing to do with the plan (web-portal.md section 2). */
    record View(String username, List<String> roles) {}

    @Override
    protected Response answer(Request request) {
        var caller = door.recognise(request);
        if (caller.isEmpty()) {
            return Response.json(JsonNodeFactory.instance.nullNode());
        }
        var answer = Response.json(new View(caller.get().account().email().readable(), List.of("ROLE_PRO_USER")));
        return SessionCookie.secret(request)
                .flatMap(AccessToken::parse)
                .map(secret -> answer.withCookie(SessionCookie.set(request, secret)))
                .orElse(answer);
    }
}
