package net.osmand.account.identity;

import net.osmand.account.codes.CodePurpose;
import net.osmand.account.codes.RequestCode;
import net.osmand.account.problem.Problem;
import net.osmand.account.problem.Refused;

/** Mails the code with which a device registers, to a new address or to one that has an account. */
public final class RegisterUser {
    private final Accounts accounts;
    private final RequestCode requestCode;

    public RegisterUser(Accounts accounts, RequestCode requestCode) {
        this.accounts = accounts;
        this.requestCode = requestCode;
    }

    /**
     * Requests the code. A sign-up that was never confirmed is no account: it just gets a new code (rulings 28).
     *
     * @param accountMayExist whether the app signs in rather than up
     * @throws Refused 101, 111 or 429
     */
    public void register(String email, boolean accountMayExist, String language) {
        var address = EmailAddress.parse(email).orElseThrow(() -> new Refused(Problem.EMAIL_INVALID));
        var exists = accounts.find(address).isPresent();
        if (exists && !accountMayExist) {
            throw new Refused(Problem.ALREADY_REGISTERED);
        }
        requestCode.request(address, exists ? CodePurpose.SIGN_IN : CodePurpose.SIGN_UP, language);
    }
}
