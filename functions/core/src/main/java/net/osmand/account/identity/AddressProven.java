package net.osmand.account.identity;

/** Hears that an account has just proven that an address is its own: by a code that was sent there. */
@FunctionalInterface
public interface AddressProven {
    void proven(AccountId account, EmailAddress email);
}
