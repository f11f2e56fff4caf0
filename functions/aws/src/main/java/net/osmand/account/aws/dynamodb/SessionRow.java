package net.osmand.account.aws.dynamodb;

import java.util.Map;
import net.osmand.account.identity.AccessToken;
import net.osmand.account.identity.AccountId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A web session as an item of the accounts table, keyed by the hash of its secret. */
final class SessionRow {
    static final String PREFIX = "SESSION#";

    /** Epoch milliseconds; the item's TTL says the same in seconds. */
    static final String EXPIRES_AT = "expiresAt";

    private SessionRow() {}

    static Map<String, AttributeValue> key(AccessToken secret) {
        return empty(secret).key();
    }

    static Map<String, AttributeValue> key(AccountId account, String tokenHash) {
        return empty(account, tokenHash).key();
    }

    static Row write(AccessToken secret, String language, long startedAt, long expiresAt) {
        return empty(secret)
                .with("language", language)
                .with("startedAt", startedAt)
                .with(EXPIRES_AT, expiresAt)
                .with(Row.TTL, expiresAt / 1000);
    }

    private static Row empty(AccessToken secret) {
        return empty(secret.account(), secret.hash());
    }

    private static Row empty(AccountId account, String tokenHash) {
        return Row.of(AccountRow.pk(account), PREFIX + tokenHash);
    }
}
