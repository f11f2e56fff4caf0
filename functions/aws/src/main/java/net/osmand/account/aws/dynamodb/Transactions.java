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
 * Sends a transaction once and says what became of it. The SDK repeats it only where AWS itself fails, with one token for all
 * its attempts. What met another write is not sent again: the caller takes a new time first, and a new time is a new call.
 */
final class Transactions {
    /** Actions of one transaction. */
    static final int MOST_ACTIONS = 100;

    private final DynamoDbClient client;

    /** With a client that does not retry conflicts. */
    Transactions(DynamoDbClient client) {
        this.client = client;
    }

    /** What became of a transaction. */
    sealed interface Outcome {
        /** All of it was written. */
        record Written() implements Outcome {}

        /**
         * Nothing was written, since conditions failed.
         *
         * @param found the items as they are, by the number of the action whose condition failed, from 0 on; an item that is
         *     not there is empty
         */
        record Refused(Map<Integer, Item> found) implements Outcome {}

        /** Nothing was written, since another write was in the way, or DynamoDB had no capacity left. */
        record Conflict() implements Outcome {}

        /** Nobody knows whether it was written: no answer came. */
        record Unknown(UnavailableException failure) implements Outcome {}
    }

    /**
     * Writes all or nothing: one TransactWriteItems. Conditions whose items are to come back must ask for ALL_OLD.
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

    /** After a lost answer only success is certain: the first attempt may still arrive behind the second one's refusal. */
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
