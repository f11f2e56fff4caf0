package net.osmand.account.core.account;

/**
 * The condition of a change: the highest value that a figure may have before the change.
 *
 * @param max the highest allowed value before the change, inclusive
 */
public record UsageLimit(Figure figure, long max) {
    /** The figures of {@link Usage} that have limits. */
    public enum Figure {
        FREE_BYTES,
        BYTES,
        FILES,
        KEPT_BYTES,
        UPLOADS,
        HIDDEN
    }

    public boolean allows(Usage usage) {
        return usage.of(figure) <= max;
    }
}
