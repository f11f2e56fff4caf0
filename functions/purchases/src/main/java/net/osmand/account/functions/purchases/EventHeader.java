package net.osmand.account.functions.purchases;

import java.util.Optional;
import net.osmand.account.core.purchases.PurchaseFacts;
import net.osmand.account.core.values.EmailAddress;

/**
 * The fields that every event has.
 *
 * @param created epoch milliseconds
 */
record EventHeader(String id, String type, long created) {
    /** Returns a link e-mail that this event contains; empty if the address is missing or invalid. */
    Optional<PurchaseFacts.Candidate> candidate(int rank, Optional<String> address) {
        return address.flatMap(EmailAddress::parse)
                .map(email -> new PurchaseFacts.Candidate(rank, created, id, Optional.of(email)));
    }
}
