package net.osmand.account.functions.purchases;

import java.time.Clock;
import net.osmand.account.aws.Platform;
import net.osmand.account.http.Door;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.problem.Problem;
import net.osmand.account.problem.Refused;
import net.osmand.account.purchases.ListPurchases;

/** GET /v1/purchases/{id}: one purchase of the caller's, with where to manage it; 404 for anybody else's. */
public final class PurchaseFunction extends HttpFunction {
    private static final String PATH = "/v1/purchases/";

    private final Door door;
    private final ListPurchases listPurchases;
    private final Clock clock;

    public PurchaseFunction() {
        this(Platform.ofProcess());
    }

    public PurchaseFunction(Platform platform) {
        var wiring = new PurchasesWiring(platform);
        door = wiring.webDoor();
        listPurchases = wiring.adapters().listPurchases();
        clock = platform.clock();
    }

    @Override
    protected Response answer(Request request) {
        var account = door.open(request).account();
        var now = clock.millis();
        // The gateway has decoded the path once already.
        var id = request.path().substring(PATH.length());
        return listPurchases.of(account, now).listed().stream()
                .filter(standing -> standing.purchase().id().value().equals(id))
                .findFirst()
                .map(standing ->
                        Response.json(PurchaseView.Detailed.of(standing, now)).with("Cache-Control", "no-store"))
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND));
    }
}
