package net.osmand.account.lambda;

import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/**
 * The account that the portal's page shows. All tabs of a browser share one session cookie, so a sign-in in another tab
 * replaces the session of this page. Requests without the header are not checked.
 */
public final class ShownAccount {
    public static final String HEADER = "X-Account-Id";

    private ShownAccount() {}

    /**
     * Checks that the session belongs to the account that the page shows.
     *
     * @throws ProblemException 409 if the request contains another account
     */
    public static void require(Request request, AccountId session) {
        var other = request.header("x-account-id").filter(id -> !id.equals(String.valueOf(session.value())));
        if (other.isPresent()) {
            throw new ProblemException(Problem.OTHER_ACCOUNT);
        }
    }
}
