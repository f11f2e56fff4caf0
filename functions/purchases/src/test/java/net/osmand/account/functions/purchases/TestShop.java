package net.osmand.account.functions.purchases;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.account.Device;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.purchases.Catalogue;
import net.osmand.account.core.purchases.DeletedOwnerHash;
import net.osmand.account.core.purchases.InMemoryPurchaseRepository;
import net.osmand.account.core.purchases.LinkPurchases;
import net.osmand.account.core.purchases.ListPurchases;
import net.osmand.account.core.purchases.PurchaseRepository;
import net.osmand.account.core.purchases.PurchaseRules;
import net.osmand.account.core.purchases.RecordEvent;
import net.osmand.account.core.purchases.UseOrderId;
import net.osmand.account.core.testing.PlannedFailure;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.KeyedHash;

/**
 * The webhook and the list of purchases on a {@link InMemoryPurchaseRepository}, with the manifest's secret and a test
 * clock.
 */
final class TestShop {
    static final ObjectMapper JSON = new ObjectMapper();
    static final JsonNode MANIFEST = json(resource("manifest.json"));

    final PlannedFailure failure = new PlannedFailure();
    private final InMemoryPurchaseRepository stored = new InMemoryPurchaseRepository();
    private final PurchaseRepository repository = failure.over(PurchaseRepository.class, stored);
    private final Catalogue catalogue;
    private final PurchaseRules rules;
    private final LinkPurchases link;
    private final UseOrderId useOrderId;
    private final FastSpringWebhookFunction webhook;

    TestShop(boolean acceptTest) {
        catalogue = Catalogue.shipped();
        rules = PurchaseRules.standard(acceptTest);
        useOrderId = new UseOrderId(repository, catalogue, rules);
        link = new LinkPurchases(
                repository, catalogue, rules, new DeletedOwnerHash(new KeyedHash(() -> "pepper")), useOrderId);
        webhook = new FastSpringWebhookFunction(
                () -> List.of(secret(), "the-previous-secret"),
                new RecordEvent(repository, catalogue, rules, Clock.systemUTC()));
    }

    static String secret() {
        return MANIFEST.path("hmacSecret").asText();
    }

    void register(String email) {
        var account = account(email);
        stored.prove(account.email(), account.id());
        link.claim(account.id(), account.email());
    }

    /** Posts a signed body as FastSpring does. */
    APIGatewayV2HTTPResponse post(byte[] body) {
        return post(body, Map.of("x-fs-signature", sign(body, secret())), true);
    }

    @SuppressWarnings("NullAway") // a test has no Lambda context
    APIGatewayV2HTTPResponse post(byte[] body, Map<String, String> headers, boolean base64) {
        var event = new APIGatewayV2HTTPEvent();
        event.setRouteKey("POST /webhooks/fastspring");
        event.setRawPath("/webhooks/fastspring");
        event.setHeaders(headers);
        event.setIsBase64Encoded(base64);
        event.setBody(base64 ? Base64.getEncoder().encodeToString(body) : new String(body, StandardCharsets.UTF_8));
        return webhook.handleRequest(event, null);
    }

    @SuppressWarnings("NullAway") // a test has no Lambda context
    JsonNode list(String email, Instant at) {
        var account = account(email);
        var device = new Device(new DeviceId(1), "", "", "", "", "", 0, 0);
        var function = new PurchasesFunction(
                (_, _) -> new Caller(account, device, Usage.NONE),
                new ListPurchases(repository, catalogue, rules, link, useOrderId, Plan.START),
                Clock.fixed(at, ZoneOffset.UTC));
        var event = new APIGatewayV2HTTPEvent();
        event.setRawPath("/v1/purchases");
        return json(function.handleRequest(event, null).getBody().getBytes(StandardCharsets.UTF_8));
    }

    private static Account account(String email) {
        var address = EmailAddress.parse(email).orElseThrow();
        var id = new AccountId(1 + (address.hashCode() & 0xffffff));
        return new Account(id, address, "subject", 1, Plan.START, Optional.empty(), false);
    }

    static String sign(byte[] body, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] resource(String name) {
        try (var in = Objects.requireNonNull(TestShop.class.getResourceAsStream("/fastspring-events/" + name))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the whole stored state without counters. */
    Map<String, Object> state() {
        var state = new HashMap<String, Object>();
        stored.purchases().forEach(p -> state.put(p.id().value(), List.of(p.facts(), p.owner(), p.formerOwnerHash())));
        stored.orders().forEach(o -> state.put(o.id(), List.of(o.lines(), o.refunds(), o.chargedBackAt())));
        state.put("granted", stored.granted());
        return state;
    }
}
