package net.osmand.account.core.signin;

import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.codes.RequestCode;
import net.osmand.account.core.codes.Source;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/** Mails the code with which a device registers, to a new address or to the address of an account. */
public final class RegisterUser {
    private final Accounts accounts;
    private final RequestCode requestCode;
    private final SignUpPolicy signUps;

    public RegisterUser(Accounts accounts, RequestCode requestCode, SignUpPolicy signUps) {
        this.accounts = accounts;
        this.requestCode = requestCode;
        this.signUps = signUps;
    }

    /**
     * Requests the code. An unconfirmed sign-up is not an account and gets a new code
     * (docs/protocol/codes.md#sign-up-that-was-never-confirmed).
     *
     * @param accountMayExist whether the app signs in instead of signing up
     * @param source the source of the request
     * @throws ProblemException 101 if the address is invalid or not invited, 111 if it has an account, 429 if a limit
     *     is reached
     */
    public void register(String email, boolean accountMayExist, String language, Source source) {
        var address = EmailAddress.parse(email).orElseThrow(() -> new ProblemException(Problem.EMAIL_INVALID));
        var account = accounts.find(address);
        if (account.isPresent() && !accountMayExist) {
            throw new ProblemException(Problem.ALREADY_REGISTERED);
        }
        if (account.isEmpty() && !signUps.isInvited(address)) {
            throw new ProblemException(Problem.EMAIL_INVALID, SignUpPolicy.NOT_INVITED);
        }
        requestCode.request(
                account.isPresent() ? CodePurpose.SIGN_IN : CodePurpose.SIGN_UP,
                new RequestCode.Addressee(address, account, language, source));
    }
}
