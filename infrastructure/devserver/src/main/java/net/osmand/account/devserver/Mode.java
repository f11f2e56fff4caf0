package net.osmand.account.devserver;

/** Where the functions run. */
public enum Mode {
    /** All in the dev server's JVM. The clock, the call log, faults and policies work. */
    ONE_JVM,

    /**
     * Each in its own JVM, from its packaged jar, under Lambda's runtime client. Tests packaging, handler names and
     * serialization. The clock cannot be moved; call log, faults and policies are off.
     */
    PROCESSES
}
