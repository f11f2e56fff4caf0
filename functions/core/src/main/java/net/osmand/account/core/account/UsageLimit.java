package net.osmand.account.core.account;

/**
 * A condition of a change: what a figure may be at most before the change, so that the change still fits.
 *
 * @param most inclusive, of the figure before the change
 */
public record UsageLimit(Figure figure, long most) {
    /** Figures that have limits. */
    public enum Figure {
        FREE_BYTES,
        BYTES,
        FILES,
        KEPT_BYTES,
        UPLOADS,
        HIDDEN
    }

    public boolean allows(Usage usage) {
        return usage.of(figure) <= most;
    }
}
