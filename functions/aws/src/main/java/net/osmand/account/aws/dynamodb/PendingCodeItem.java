package net.osmand.account.aws.dynamodb;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import net.osmand.account.core.codes.PendingCode;
import net.osmand.account.core.codes.PendingCodes;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.EmailAddress;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads and writes a pending code as an item of the accounts table. The code itself is stored as keyed hashes only. */
final class PendingCodeItem {
    static final String PREFIX = "CODE#";
    static final String PROVEN_UNTIL = "provenUntil";

    /** Prefix of the attribute that counts the wrong tries of a source; the source's short hash follows. */
    static final String TRIES_OF = "tries#";

    /** Hash of the session that a proof with this code started. */
    static final String SESSION = "session";

    /** Keeps expired codes for a while, so that a late code gets the same response as a wrong one. */
    private static final long KEPT_SECONDS = Duration.ofDays(1).toSeconds();

    private PendingCodeItem() {}

    static Map<String, AttributeValue> key(EmailAddress email, CodePurpose purpose) {
        return empty(email, purpose).key();
    }

    static Item ofRequest(PendingCodes.CodeRequest request) {
        var row = empty(request.email(), request.purpose());
        request.account().ifPresent(id -> row.with("account", id.value()));
        return row.with("language", request.language())
                .with("endsAccess", AttributeValue.fromBool(request.endsAccess()))
                .with("wrongTries", 0)
                .with("askedAt", request.now())
                .with("expiresAt", request.expiresAt())
                .with(Item.TTL, request.expiresAt() / 1000 + KEPT_SECONDS);
    }

    static PendingCode read(EmailAddress email, Item row) {
        return new PendingCode(
                email,
                CodePurpose.valueOf(row.sk().substring(PREFIX.length())),
                row.optionalNumber("account").stream()
                        .mapToObj(number -> new AccountId(Math.toIntExact(number)))
                        .findFirst(),
                row.flag("endsAccess"),
                row.texts("hashes"),
                row.text("language", ""),
                Math.toIntExact(row.number("wrongTries", 0)),
                wrongTriesBySource(row),
                row.number("askedAt", 0),
                row.number("expiresAt", 0),
                row.number(PROVEN_UNTIL, 0));
    }

    private static Item empty(EmailAddress email, CodePurpose purpose) {
        return Item.of(PointerItem.pk(email), PREFIX + purpose.name());
    }

    private static Map<String, Integer> wrongTriesBySource(Item row) {
        return row.attributes().keySet().stream()
                .filter(name -> name.startsWith(TRIES_OF))
                .collect(Collectors.toUnmodifiableMap(
                        name -> name.substring(TRIES_OF.length()), name -> Math.toIntExact(row.number(name, 0))));
    }
}
