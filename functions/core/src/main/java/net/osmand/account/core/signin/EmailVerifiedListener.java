package net.osmand.account.core.signin;

import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.EmailAddress;

/** Is notified when an account has proven its address with a code that was mailed there. */
@FunctionalInterface
public interface EmailVerifiedListener {
    void proven(AccountId account, EmailAddress email);
}
