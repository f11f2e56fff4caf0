package net.osmand.account.tools.smoke;

/**
 * The result of checking an assumption.
 *
 * @param observed the stack's response, or the reason for not asking. It contains no address, code or token.
 */
public record Finding(Verdict verdict, String observed) {
    /** Whether the assumption holds. */
    public enum Verdict {
        CONFIRMED,
        REFUTED,
        NOT_TRIED
    }

    static Finding of(boolean holds, String observed) {
        return new Finding(holds ? Verdict.CONFIRMED : Verdict.REFUTED, observed);
    }

    static Finding notTried(String reason) {
        return new Finding(Verdict.NOT_TRIED, reason);
    }

    boolean isConfirmed() {
        return verdict == Verdict.CONFIRMED;
    }
}
