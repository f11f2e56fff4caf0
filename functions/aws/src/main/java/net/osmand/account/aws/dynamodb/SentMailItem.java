package net.osmand.account.aws.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** That a mail was sent, or until when somebody may be sending it, as an item of the accounts table. */
final class SentMailItem {
    /** Epoch milliseconds to which a claim lasts. */
    static final String CLAIMED_UNTIL = "claimedUntil";

    /** There once it was sent. */
    static final String SENT = "sent";

    private SentMailItem() {}

    static Map<String, AttributeValue> key(String id) {
        return Item.of("MAIL#" + id, "SENT").key();
    }
}
