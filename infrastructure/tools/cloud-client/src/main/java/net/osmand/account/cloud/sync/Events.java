package net.osmand.account.cloud.sync;

/** Receives progress. Several threads call its methods. */
public interface Events {
    /** Ignores all events. */
    Events NONE = new Events() {};

    /** The work is known. */
    default void planned(int actions, long bytes) {}

    /** Bytes were transferred, uncompressed. */
    default void transferred(long bytes) {}

    /** An action is done. */
    default void done(Action action) {}

    /** An action failed; the others go on. */
    default void failed(Action action, String sentence) {}
}
