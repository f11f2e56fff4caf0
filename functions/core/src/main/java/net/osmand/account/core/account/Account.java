package net.osmand.account.core.account;

import java.util.Optional;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.EmailAddress;

/**
 * An account.
 *
 * @param subject Cognito's user id (sub); does not change with the address
 * @param registeredAt epoch milliseconds
 * @param plan the plan that the account's purchases grant now
 * @param orderId the order id or gift that grants {@code plan}; the apps unlock Pro only if it is present
 * @param closing true while the account is being deleted; every caller is rejected
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
    /** Creates an account with {@link Access#INITIAL}. */
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
