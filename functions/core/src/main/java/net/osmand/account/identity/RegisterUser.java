package net.osmand.account.identity;

import net.osmand.account.codes.CodePurpose;
import net.osmand.account.codes.RequestCode;
import net.osmand.account.problem.Problem;
import net.osmand.account.problem.Refused;

/** Mails the code with which a device registers, to a new address or to one that has an account. */
public final class RegisterUser {
    private final Accounts accounts;
    private final RequestCode requestCode;
    private final SignUps signUps;

    public RegisterUser(Accounts accounts, RequestCode requestCode, SignUps signUps) {
        this.accounts = accounts;
        this.requestCode = requestCode;
        this.signUps = signUps;
    }

    /**
     * Requests the code. A sign-up that was never confirmed is no account: it just gets a new code (rulings 28).
     *
     * @param accountMayExist whether the app signs in rather than up
     * @param source the network address that asks
     * @throws Refused 101, 111 or 429
     */
    public void register(String email, boolean accountMayExist, String language, String source) {
        var address = EmailAddress.parse(email).orElseThrow(() -> new Refused(Problem.EMAIL_INVALID));
        var account = accounts.find(address);
        if (account.isPresent() && !accountMayExist) {
            throw new Refused(Problem.ALREADY_REGISTERED);
        }
        if (account.isEmpty() && !signUps.isInvited(address)) {
            throw new Refused(Problem.EMAIL_INVALID, SignUps.NOT_INVITED);
        }
        requestCode.request(
                account.isPresent() ? CodePurpose.SIGN_IN : CodePurpose.SIGN_UP,
                new RequestCode.Addressee(address, account, language, source));
    }
}
