package net.osmand.account.core.account;

import java.util.Optional;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.EmailAddress;

/**
 * An account.
 *
 * @param subject Cognito's own name of the user, which stays when the address changes
 * @param registeredAt epoch milliseconds
 * @param plan what the account's purchases grant now
 * @param orderId the order id or gift that grants {@code plan}; an app unlocks Pro only with one
 * @param closing set while the account is being deleted: no caller is let in any more
 * @param access which devices and sessions are valid
 */
public record Account(
        AccountId id,
        EmailAddress email,
        String subject,
        long registeredAt,
        Plan plan,
        Optional<String> orderId,
        boolean closing,
        Access access) {
    /** An account whose access never ended. */
    public Account(
            AccountId id,
            EmailAddress email,
            String subject,
            long registeredAt,
            Plan plan,
            Optional<String> orderId,
            boolean closing) {
        this(id, email, subject, registeredAt, plan, orderId, closing, Access.INITIAL);
    }
}
