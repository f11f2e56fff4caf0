package net.osmand.account.aws.dynamodb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.osmand.account.core.values.UnavailableException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Sends a transaction once and reports its outcome. The SDK retries only failures of AWS itself, with the same
 * idempotency token. A transaction that met a conflict is not retried here: the caller needs a new update time, which
 * makes it a new call.
 */
final class Transactions {
    private final DynamoDbClient client;

    /** @param client client that does not retry after a conflict */
    Transactions(DynamoDbClient client) {
        this.client = client;
    }

    /** Outcome of a transaction. */
    sealed interface Outcome {
        /** All actions were written. */
        record Written() implements Outcome {}

        /**
         * Nothing was written, because conditions failed.
         *
         * @param found current items, by the number of the action whose condition failed, starting with 0. An item that
         *     does not exist is empty
         */
        record Refused(Map<Integer, Item> found) implements Outcome {}

        /** Nothing was written, because of a concurrent write or because DynamoDB had no capacity left. */
        record Conflict() implements Outcome {}

        /** It is unknown whether the transaction was written, because no response arrived. */
        record Unknown(UnavailableException failure) implements Outcome {}
    }

    /**
     * Writes all actions or none, with one TransactWriteItems. Actions must ask for ALL_OLD if the caller needs their
     * items.
     *
     * @throws UnavailableException if no time was left, and nothing was sent
     */
    Outcome write(List<TransactWriteItem> actions) {
        var token = UUID.randomUUID().toString();
        try {
            client.transactWriteItems(r -> r.transactItems(actions).clientRequestToken(token));
            return new Outcome.Written();
        } catch (TransactionCanceledException cancelled) {
            return outcome(
                    cancelled, new UnavailableException("a transaction was refused at its repetition", cancelled));
        } catch (UnavailableException e) {
            if (e.getCause() == null) {
                throw e;
            }
            return outcome(e.getCause(), e);
        }
    }

    /**
     * Determines the outcome of a failed call. After a lost response only success is certain: the first attempt may
     * still arrive after the second one was refused.
     */
    private static Outcome outcome(Throwable cause, UnavailableException failure) {
        if (!(cause instanceof SdkServiceException refusal) || attempts(refusal) > 1) {
            return new Outcome.Unknown(failure);
        }
        if (refusal instanceof TransactionCanceledException cancelled && !Contention.isContention(cancelled)) {
            var found = refused(cancelled.cancellationReasons());
            if (found.isEmpty()) {
                throw cancelled;
            }
            return new Outcome.Refused(found);
        }
        return Contention.isContention(refusal) || Contention.isThrottled(refusal)
                ? new Outcome.Conflict()
                : new Outcome.Unknown(failure);
    }

    private static int attempts(SdkServiceException failure) {
        var attempts = failure.numAttempts();
        return attempts == null ? 1 : attempts;
    }

    private static Map<Integer, Item> refused(List<CancellationReason> reasons) {
        var found = new HashMap<Integer, Item>();
        for (var i = 0; i < reasons.size(); i++) {
            if (Table.CONDITION_FAILED.equals(reasons.get(i).code())) {
                found.put(i, new Item(reasons.get(i).hasItem() ? reasons.get(i).item() : Map.of()));
            }
        }
        return found;
    }
}
