package net.osmand.account.aws.dynamodb;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import net.osmand.account.codes.CodePurpose;
import net.osmand.account.codes.PendingCode;
import net.osmand.account.codes.PendingCodes;
import net.osmand.account.identity.AccountId;
import net.osmand.account.identity.EmailAddress;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Pending codes in the accounts table, beside the pointer of their address. */
public final class DynamoDbPendingCodes implements PendingCodes {
    private static final String EXISTS = "attribute_exists(pk)";
    private static final String SAME_ASKING = "askedAt = :askedAt";

    private final DynamoDbClient client;
    private final Table accounts;

    public DynamoDbPendingCodes(DynamoDbClient client, String accountsTable) {
        this.client = client;
        accounts = new Table(client, accountsTable);
    }

    @Override
    public void ask(
            EmailAddress email,
            CodePurpose purpose,
            Optional<AccountId> account,
            String language,
            long now,
            long expiresAt) {
        client.putItem(r -> r.tableName(accounts.name())
                .item(PendingCodeRow.asked(email, purpose, account, language, now, expiresAt)
                        .attributes()));
    }

    @Override
    public void keepSession(EmailAddress email, CodePurpose purpose, String session) {
        update(
                email,
                purpose,
                u -> u.updateExpression("SET #session = :session")
                        .expressionAttributeNames(Map.of("#session", "session"))
                        .conditionExpression(EXISTS)
                        .expressionAttributeValues(Map.of(":session", Row.text(session))));
    }

    @Override
    public void keepHash(EmailAddress email, CodePurpose purpose, String hash) {
        update(
                email,
                purpose,
                u -> u.updateExpression("ADD hashes :hash")
                        .conditionExpression(EXISTS)
                        .expressionAttributeValues(Map.of(":hash", AttributeValue.fromSs(List.of(hash)))));
    }

    @Override
    public Optional<PendingCode> find(EmailAddress email, CodePurpose purpose) {
        return accounts.get(PendingCodeRow.key(email, purpose)).map(row -> PendingCodeRow.read(email, row));
    }

    @Override
    public List<PendingCode> all(EmailAddress email) {
        return accounts.rows(PointerRow.pk(email), PendingCodeRow.PREFIX)
                .map(row -> PendingCodeRow.read(email, row))
                .sorted(Comparator.comparingLong(PendingCode::askedAt).reversed())
                .toList();
    }

    @Override
    public void countWrongTry(PendingCode code) {
        update(
                code.email(),
                code.purpose(),
                u -> u.updateExpression("ADD wrongTries :one")
                        .conditionExpression(SAME_ASKING)
                        .expressionAttributeValues(
                                Map.of(":one", Row.number(1), ":askedAt", Row.number(code.askedAt()))));
    }

    @Override
    public boolean prove(PendingCode code, long provenUntil) {
        return update(
                code.email(),
                code.purpose(),
                u -> u.updateExpression("SET provenUntil = :provenUntil")
                        .conditionExpression(SAME_ASKING + " AND wrongTries < :tries")
                        .expressionAttributeValues(Map.of(
                                ":provenUntil", Row.number(provenUntil),
                                ":askedAt", Row.number(code.askedAt()),
                                ":tries", Row.number(PendingCode.TRIES))));
    }

    @Override
    public void forget(EmailAddress email) {
        accounts.rows(PointerRow.pk(email), PendingCodeRow.PREFIX)
                .map(Row::key)
                .forEach(key ->
                        client.deleteItem(r -> r.tableName(accounts.name()).key(key)));
    }

    @Override
    public void spend(PendingCode code) {
        var request = DeleteItemRequest.builder()
                .tableName(accounts.name())
                .key(PendingCodeRow.key(code.email(), code.purpose()))
                .conditionExpression(SAME_ASKING)
                .expressionAttributeValues(Map.of(":askedAt", Row.number(code.askedAt())));
        holds(() -> client.deleteItem(request.build()));
    }

    private boolean update(EmailAddress email, CodePurpose purpose, Consumer<UpdateItemRequest.Builder> change) {
        var request = UpdateItemRequest.builder().tableName(accounts.name()).key(PendingCodeRow.key(email, purpose));
        change.accept(request);
        return holds(() -> client.updateItem(request.build()));
    }

    /** False where the condition fails: the code was spent or asked for anew meanwhile. */
    private static boolean holds(Runnable conditional) {
        try {
            conditional.run();
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }
}
