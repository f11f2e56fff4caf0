package net.osmand.account.core.signin;

import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/** A password to be set: 8 to 256 characters (docs/protocol/codes.md#passwords, Cognito's limit). It never shows itself in a log. */
public record Password(String value) {
    private static final int SHORTEST = 8;
    private static final int LONGEST = 256;

    /**
     * Checks it.
     *
     * @throws ProblemException 112
     */
    public Password {
        // Cognito takes no blank at either end.
        if (value.length() < SHORTEST
                || value.length() > LONGEST
                || !value.strip().equals(value)) {
            throw new ProblemException(Problem.PASSWORD_TOO_SIMPLE);
        }
    }

    @Override
    public String toString() {
        return "password";
    }
}
