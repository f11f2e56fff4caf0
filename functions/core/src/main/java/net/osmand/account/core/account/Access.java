package net.osmand.account.core.account;

/**
 * Decides which devices and sessions of an account are valid. Each device and session stores the number that was
 * current when its code or password was checked. An older number is rejected. So a single write ends all of them,
 * including those that are being created.
 *
 * @param proven whether the user has entered a code mailed to the current address of the account
 * @param devices the number that valid devices store; raised to end all of them
 * @param sessions the same for sessions
 * @param takenOverAt epoch milliseconds of the last proof from outside that ended all older devices and sessions; 0 if
 *     there was none
 */
public record Access(boolean proven, long devices, long sessions, long takenOverAt) {
    /** The access of a new account. Its address is proven, because the proof created the account. */
    public static final Access INITIAL = new Access(true, 0, 0, 0);
}
