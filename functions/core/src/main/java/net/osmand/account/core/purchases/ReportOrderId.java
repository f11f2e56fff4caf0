package net.osmand.account.core.purchases;

import java.time.Clock;
import java.time.Duration;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.values.EmailAddress;

/**
 * Handles an order id or code that an app reports at sign-up or later. It is used now, or when the address gets an
 * account.
 */
public final class ReportOrderId {
    /** The longest time that a sign-up may take. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final Accounts accounts;
    private final PurchaseRepository repository;
    private final UseOrderId useOrderId;
    private final Clock clock;

    public ReportOrderId(Accounts accounts, PurchaseRepository repository, UseOrderId useOrderId, Clock clock) {
        this.accounts = accounts;
        this.repository = repository;
        this.useOrderId = useOrderId;
        this.clock = clock;
    }

    /**
     * Reports an order id for an address.
     *
     * @throws net.osmand.account.core.values.ProblemException 109 if it belongs to another account
     */
    public void report(EmailAddress email, String orderId) {
        if (!UseOrderId.isPlausible(orderId)) {
            return;
        }
        accounts.find(email)
                .ifPresentOrElse(
                        account -> useOrderId.use(account, orderId),
                        () -> repository.keepForSignUp(email, orderId, clock.millis() + KEPT.toMillis()));
    }
}
