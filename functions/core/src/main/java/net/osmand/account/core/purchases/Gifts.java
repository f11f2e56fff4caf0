package net.osmand.account.core.purchases;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import net.osmand.account.core.values.EmailAddress;

/**
 * Gives OsmAnd Pro for a limited time, to an address or to the first account that enters the code. Also revokes such
 * gifts.
 */
public final class Gifts {
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int CODE_LENGTH = 16;

    private final RecordEvent recordEvent;
    private final Clock clock;
    private final SecureRandom random;

    public Gifts(RecordEvent recordEvent, Clock clock, SecureRandom random) {
        this.recordEvent = recordEvent;
        this.clock = clock;
        this.random = random;
    }

    /** A gift and the code by which an app can claim it. */
    public record Gift(PurchaseId id, String code) {}

    /**
     * Creates a gift.
     *
     * @param to the address whose account gets the gift, now or at sign-up; empty for the first account that enters the
     *     code
     * @param until the end of the gift, epoch milliseconds
     */
    public Gift give(Optional<EmailAddress> to, long until) {
        var uuid = new UUID(random.nextLong(), random.nextLong()).toString();
        var code = new StringBuilder("promo_");
        for (var i = 0; i < CODE_LENGTH; i++) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        var gift = new Gift(PurchaseId.gift(uuid), code.toString());
        var now = clock.millis();
        var facts = PurchaseFacts.builder();
        facts.product = Optional.of(new PurchaseFacts.ProductReference(now, Optional.of(gift.code), Optional.empty()));
        facts.purchasedAt = Optional.of(now);
        facts.endsAt = Optional.of(until);
        facts.orderIds.add(gift.code);
        facts.candidate = to.map(email -> new PurchaseFacts.Candidate(3, now, "gift:" + uuid, Optional.of(email)));
        var lines = new TreeSet<Order.Line>();
        lines.add(new Order.Line(gift.id, gift.code, ""));
        var order = new Order(gift.code, lines, new TreeSet<>(), Optional.empty(), 0);
        recordEvent.record(new ShopEvent(
                "gift:" + uuid, "gift.given", now, false, Map.of(gift.id, facts.build()), Map.of(gift.code, order)));
        return gift;
    }

    /** Revokes a gift. It ends now, unless it has already ended. */
    public RecordEvent.Outcome revoke(PurchaseId gift) {
        var facts = PurchaseFacts.builder();
        facts.endsAt = Optional.of(clock.millis());
        return recordEvent.record(new ShopEvent(
                "revoked:" + gift.value(),
                "gift.revoked",
                clock.millis(),
                false,
                Map.of(gift, facts.build()),
                Map.of()));
    }
}
