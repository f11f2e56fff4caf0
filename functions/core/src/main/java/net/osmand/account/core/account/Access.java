package net.osmand.account.core.account;

/**
 * Which devices and sessions of an account are valid. Each device and session keeps the number that was current when the
 * right to it was proven; an older one is not let in. So one write ends all of them, also those that are being made.
 *
 * @param proven whether a code that was mailed to the account's address was typed since the account has the address
 * @param devices the number of valid devices, raised when all of them end
 * @param sessions the same of sessions
 * @param takenOverAt epoch milliseconds when a proof from outside ended everything older; 0 if none did
 */
public record Access(boolean proven, long devices, long sessions, long takenOverAt) {
    /** Of a new account, which a proof of its address made. */
    public static final Access INITIAL = new Access(true, 0, 0, 0);
}
