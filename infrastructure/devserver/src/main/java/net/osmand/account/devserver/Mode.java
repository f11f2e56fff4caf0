package net.osmand.account.devserver;

/** Where the functions run. */
public enum Mode {
    /** All in the stack's JVM, as objects: clock, ledger, faults and policies reach them. */
    ONE_JVM,

    /**
     * Each in a JVM of its own, from its packaged jar under Lambda's runtime client: what proves packaging, handler names and
     * serialization, and offers no clock to move, no ledger, no faults and no policies.
     */
    PROCESSES
}
