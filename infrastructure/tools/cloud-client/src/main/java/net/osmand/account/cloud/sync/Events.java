package net.osmand.account.cloud.sync;

/** Hears what happens. Its methods are called by several threads. */
public interface Events {
    /** Hears nothing. */
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
