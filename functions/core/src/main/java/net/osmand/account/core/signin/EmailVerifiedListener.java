package net.osmand.account.core.signin;

import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.EmailAddress;

/** Hears that an account has just proven that an address is its own: by a code that was sent there. */
@FunctionalInterface
public interface EmailVerifiedListener {
    void proven(AccountId account, EmailAddress email);
}
