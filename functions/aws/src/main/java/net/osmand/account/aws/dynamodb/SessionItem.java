package net.osmand.account.aws.dynamodb;

import java.util.Map;
import net.osmand.account.core.account.Access;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.AccountId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A web session as an item of the accounts table, keyed by the hash of its secret. */
final class SessionItem {
    static final String PREFIX = "SESSION#";

    /** Epoch milliseconds; the item's TTL says the same in seconds. */
    static final String EXPIRES_AT = "expiresAt";

    /** {@link Access#sessions()} when the right to the session was proven. */
    static final String ACCESS = "access";

    private SessionItem() {}

    static Map<String, AttributeValue> key(AccessToken secret) {
        return empty(secret).key();
    }

    static Map<String, AttributeValue> key(AccountId account, String tokenHash) {
        return empty(account, tokenHash).key();
    }

    static Item write(AccessToken secret, long access, String language, long startedAt, long expiresAt) {
        return empty(secret)
                .with(ACCESS, access)
                .with("language", language)
                .with("startedAt", startedAt)
                .with(EXPIRES_AT, expiresAt)
                .with(Item.TTL, expiresAt / 1000);
    }

    private static Item empty(AccessToken secret) {
        return empty(secret.account(), secret.hash());
    }

    private static Item empty(AccountId account, String tokenHash) {
        return Item.of(AccountItem.pk(account), PREFIX + tokenHash);
    }
}
