package net.osmand.account.aws.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attributes of the item in the accounts table that records a sent mail, or the claim of a sender. */
final class SentMailItem {
    /** End of the claim, epoch milliseconds. */
    static final String CLAIMED_UNTIL = "claimedUntil";

    /** Time of sending; absent before. */
    static final String SENT = "sent";

    private SentMailItem() {}

    static Map<String, AttributeValue> key(String id) {
        return Item.of("MAIL#" + id, "SENT").key();
    }
}
