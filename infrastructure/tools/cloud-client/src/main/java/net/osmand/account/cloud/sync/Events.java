package net.osmand.account.cloud.sync;

/** Receives progress events from several threads. */
public interface Events {
    /** Ignores all events. */
    Events NONE = new Events() {};

    /** Called when the work is known. */
    default void planned(int actions, long bytes) {}

    /** Called after bytes were transferred, counted uncompressed. */
    default void transferred(long bytes) {}

    /** Called after an action. */
    default void done(Action action) {}

    /** Called after an action failed. The other actions continue. */
    default void failed(Action action, String sentence) {}
}
