package net.osmand.account.tools.smoke;

/**
 * What was found about an assumption.
 *
 * @param observed what the stack answered, or why it was not asked; never an address, a code or a token
 */
public record Finding(Verdict verdict, String observed) {
    /** What a finding says about its assumption. */
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
