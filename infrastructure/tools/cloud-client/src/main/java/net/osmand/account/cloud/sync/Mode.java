package net.osmand.account.cloud.sync;

/** The directions in which a run transfers. */
public enum Mode {
    /** Only from the cloud to the folder. */
    PULL,
    /** Only from the folder to the cloud. */
    PUSH,
    /** In both directions. */
    SYNC;

    boolean sends() {
        return this != PULL;
    }

    boolean receives() {
        return this != PUSH;
    }
}
