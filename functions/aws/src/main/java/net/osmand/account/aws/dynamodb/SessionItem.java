package net.osmand.account.aws.dynamodb;

import java.util.Map;
import net.osmand.account.core.account.Access;
import net.osmand.account.core.account.Browser;
import net.osmand.account.core.account.WebSession;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.AccountId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads and writes a web session as an item of the accounts table. The key is the hash of the session's secret. */
final class SessionItem {
    static final String PREFIX = "SESSION#";

    /** End of the session, epoch milliseconds. The item's TTL has the same time in seconds. */
    static final String EXPIRES_AT = "expiresAt";

    /** Day of the last use, epoch milliseconds. */
    static final String LAST_USED_AT = "lastUsedAt";

    private SessionItem() {}

    static Map<String, AttributeValue> key(AccessToken secret) {
        return empty(secret).key();
    }

    static Map<String, AttributeValue> key(AccountId account, String tokenHash) {
        return empty(account, tokenHash).key();
    }

    static Item write(AccountId account, WebSession session) {
        return empty(account, session.tokenHash())
                .with("access", session.access())
                .with("language", session.language())
                .with("browser", session.browser().name())
                .with("system", session.browser().system())
                .with("startedAt", session.startedAt())
                .with(LAST_USED_AT, session.lastUsedAt())
                .with(EXPIRES_AT, session.expiresAt())
                .with(Item.TTL, session.expiresAt() / 1000);
    }

    static WebSession read(Item row) {
        var startedAt = row.number("startedAt", 0);
        return new WebSession(
                row.sk().substring(PREFIX.length()),
                row.number("access", Access.INITIAL.sessions()),
                row.text("language", ""),
                new Browser(row.text("browser", ""), row.text("system", "")),
                startedAt,
                row.number(LAST_USED_AT, startedAt),
                row.number(EXPIRES_AT, 0));
    }

    private static Item empty(AccessToken secret) {
        return empty(secret.account(), secret.hash());
    }

    private static Item empty(AccountId account, String tokenHash) {
        return Item.of(AccountItem.pk(account), PREFIX + tokenHash);
    }
}
