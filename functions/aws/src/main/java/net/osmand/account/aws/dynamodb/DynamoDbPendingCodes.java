package net.osmand.account.aws.dynamodb;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import net.osmand.account.core.codes.Limits;
import net.osmand.account.core.codes.PendingCode;
import net.osmand.account.core.codes.PendingCodes;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.EmailAddress;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Stores pending codes in the accounts table, next to the pointer of their address. */
public final class DynamoDbPendingCodes implements PendingCodes {
    private static final String SAME_ASKING = "askedAt = :askedAt";
    private static final String ALIVE = SAME_ASKING
            + " AND wrongTries < :tries AND (attribute_not_exists(#ofSource) OR #ofSource < :triesOfSource)";

    private final DynamoDbClient client;
    private final Table accounts;

    public DynamoDbPendingCodes(DynamoDbClient client, String accountsTable) {
        this.client = client;
        accounts = new Table(client, accountsTable);
    }

    @Override
    public void putRequest(CodeRequest request) {
        client.putItem(r -> r.tableName(accounts.name())
                .item(PendingCodeItem.ofRequest(request).attributes()));
    }

    @Override
    public void addHash(PendingCode code, String hash, long expiresAt) {
        update(
                code,
                u -> u.updateExpression("ADD hashes :hash SET expiresAt = :expiresAt")
                        .conditionExpression(SAME_ASKING)
                        .expressionAttributeValues(Map.of(
                                ":hash", AttributeValue.fromSs(List.of(hash)),
                                ":expiresAt", Item.number(expiresAt),
                                ":askedAt", Item.number(code.requestedAt()))));
    }

    @Override
    public Optional<PendingCode> find(EmailAddress email, CodePurpose purpose) {
        return accounts.get(PendingCodeItem.key(email, purpose)).map(row -> PendingCodeItem.read(email, row));
    }

    @Override
    public List<PendingCode> all(EmailAddress email) {
        return accounts.rows(PointerItem.pk(email), PendingCodeItem.PREFIX)
                .map(row -> PendingCodeItem.read(email, row))
                .sorted(Comparator.comparingLong(PendingCode::requestedAt).reversed())
                .toList();
    }

    @Override
    public void countWrongTry(PendingCode code, String source) {
        update(
                code,
                u -> u.updateExpression("ADD wrongTries :one, #ofSource :one")
                        .expressionAttributeNames(ofSource(source))
                        .conditionExpression(SAME_ASKING)
                        .expressionAttributeValues(
                                Map.of(":one", Item.number(1), ":askedAt", Item.number(code.requestedAt()))));
    }

    @Override
    public Optional<PendingCode> prove(PendingCode code, String source, Limits limits, long provenUntil) {
        var values = alive(code, limits);
        values.put(":provenUntil", Item.number(provenUntil));
        return update(
                        code,
                        u -> u.updateExpression("SET provenUntil = if_not_exists(provenUntil, :provenUntil)")
                                .conditionExpression(ALIVE)
                                .expressionAttributeNames(ofSource(source))
                                .expressionAttributeValues(values)
                                .returnValues(ReturnValue.ALL_NEW))
                .map(row -> PendingCodeItem.read(code.email(), row));
    }

    private static Map<String, String> ofSource(String source) {
        return Map.of("#ofSource", PendingCodeItem.TRIES_OF + source);
    }

    private Map<String, AttributeValue> alive(PendingCode code, Limits limits) {
        return new HashMap<>(Map.of(
                ":askedAt", Item.number(code.requestedAt()),
                ":tries", Item.number(code.tries(limits)),
                ":triesOfSource", Item.number(limits.triesPerCodeAndSource())));
    }

    @Override
    public Optional<String> putSession(PendingCode code, String tokenHash) {
        return update(
                        code,
                        u -> u.updateExpression("SET #session = :session")
                                .expressionAttributeNames(Map.of("#session", PendingCodeItem.SESSION))
                                .conditionExpression(SAME_ASKING)
                                .expressionAttributeValues(Map.of(
                                        ":session", Item.text(tokenHash), ":askedAt", Item.number(code.requestedAt())))
                                .returnValues(ReturnValue.UPDATED_OLD))
                .flatMap(row -> row.optionalText(PendingCodeItem.SESSION));
    }

    @Override
    public void removeAll(EmailAddress email, Set<CodePurpose> purposes) {
        all(email).stream()
                .filter(code -> purposes.contains(code.purpose()))
                .map(code -> PendingCodeItem.key(email, code.purpose()))
                .forEach(key ->
                        client.deleteItem(r -> r.tableName(accounts.name()).key(key)));
    }

    @Override
    public boolean spend(PendingCode code, String source, Limits limits) {
        var values = alive(code, limits);
        var isUnproven = code.provenUntil() == 0;
        if (!isUnproven) {
            values.put(":provenUntil", Item.number(code.provenUntil()));
        }
        try {
            client.deleteItem(r -> r.tableName(accounts.name())
                    .key(PendingCodeItem.key(code.email(), code.purpose()))
                    .expressionAttributeNames(ofSource(source))
                    .conditionExpression(ALIVE + " AND "
                            + (isUnproven ? "attribute_not_exists(provenUntil)" : "provenUntil = :provenUntil"))
                    .expressionAttributeValues(values));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    /**
     * Updates a pending code.
     *
     * @return the attributes that the update returns, or empty if the code was spent, had too many wrong tries or was
     *     requested again
     */
    private Optional<Item> update(PendingCode code, Consumer<UpdateItemRequest.Builder> change) {
        var request = UpdateItemRequest.builder()
                .tableName(accounts.name())
                .key(PendingCodeItem.key(code.email(), code.purpose()));
        change.accept(request);
        try {
            return Optional.of(new Item(client.updateItem(request.build()).attributes()));
        } catch (ConditionalCheckFailedException e) {
            return Optional.empty();
        }
    }
}
