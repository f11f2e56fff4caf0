package net.osmand.account.core.values;

import java.time.Duration;

/** What a code is for: a code of one purpose never works for another. */
public enum CodePurpose {
    SIGN_UP(Duration.ofHours(24), Kind.SIGN_UP),
    SIGN_IN(Duration.ofMinutes(15), Kind.CHALLENGE),
    CHANGE(Duration.ofMinutes(15), Kind.CHALLENGE),
    /** Sent to the new address of a change: Cognito verifies an address that it does not know by a sign-up. */
    CHANGE_NEW(Duration.ofHours(24), Kind.SIGN_UP),
    /** Sent to an account's address that nobody proved yet, to be typed in a session or on a device of the account. */
    CONFIRM(Duration.ofMinutes(15), Kind.CHALLENGE),
    /** Sent to the address that an account left, to take it back. Cognito has no code that lives so long. */
    UNDO(Duration.ofDays(7), Kind.OWN),
    DELETE(Duration.ofMinutes(15), Kind.CHALLENGE),
    RESET(Duration.ofHours(1), Kind.RESET);

    /** How the code is made: by Cognito at sign-up, for a forgotten password or as the answer to a challenge, or by us. */
    public enum Kind {
        SIGN_UP(6),
        RESET(6),
        CHALLENGE(8),
        OWN(8);

        private final int digits;

        Kind(int digits) {
            this.digits = digits;
        }

        /** The length of the code. */
        public int digits() {
            return digits;
        }
    }

    private final Duration life;
    private final Kind kind;

    CodePurpose(Duration life, Kind kind) {
        this.life = life;
        this.kind = kind;
    }

    /** As long as Cognito lets that kind of code live (docs/protocol/codes.md#validity); ours live as long as they must. */
    public Duration life() {
        return life;
    }

    public Kind kind() {
        return kind;
    }
}
