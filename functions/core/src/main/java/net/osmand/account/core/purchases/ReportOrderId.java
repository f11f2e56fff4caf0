package net.osmand.account.core.purchases;

import java.time.Clock;
import java.time.Duration;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.values.EmailAddress;

/** What an app reports at sign-up or later: an order id or a code, used now or once the address has an account. */
public final class ReportOrderId {
    /** As long as a sign-up may take. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final Accounts accounts;
    private final PurchaseRepository book;
    private final UseOrderId useOrderId;
    private final Clock clock;

    public ReportOrderId(Accounts accounts, PurchaseRepository book, UseOrderId useOrderId, Clock clock) {
        this.accounts = accounts;
        this.book = book;
        this.useOrderId = useOrderId;
        this.clock = clock;
    }

    /**
     * Reports it.
     *
     * @throws net.osmand.account.core.values.ProblemException 109 where it is another account's
     */
    public void report(EmailAddress email, String orderId) {
        if (!UseOrderId.isPlausible(orderId)) {
            return;
        }
        accounts.find(email)
                .ifPresentOrElse(
                        account -> useOrderId.use(account, orderId),
                        () -> book.keepForSignUp(email, orderId, clock.millis() + KEPT.toMillis()));
    }
}
