package net.osmand.account.core.values;

import java.time.Duration;

/** The purpose of a code. A code of one purpose never works for another. */
public enum CodePurpose {
    SIGN_UP(Duration.ofHours(24), Kind.SIGN_UP),
    SIGN_IN(Duration.ofMinutes(15), Kind.CHALLENGE),
    CHANGE(Duration.ofMinutes(15), Kind.CHALLENGE),
    /** Sent to the new address of a change. Cognito can only send a code to an unknown address as a sign-up. */
    CHANGE_NEW(Duration.ofHours(24), Kind.SIGN_UP),
    /** Sent to the unproven address of an account, to be entered in a session or on a device of the account. */
    CONFIRM(Duration.ofMinutes(15), Kind.CHALLENGE),
    /** Sent to the old address after a change, to undo it. No Cognito code is valid for so long. */
    UNDO(Duration.ofDays(7), Kind.INTERNAL),
    DELETE(Duration.ofMinutes(15), Kind.CHALLENGE),
    RESET(Duration.ofHours(1), Kind.RESET);

    /** The origin of the code: Cognito at sign-up, for a forgotten password or for a challenge, or our own code. */
    public enum Kind {
        SIGN_UP(6),
        RESET(6),
        CHALLENGE(8),
        INTERNAL(8);

        private final int digits;

        Kind(int digits) {
            this.digits = digits;
        }

        /** Returns the number of digits. */
        public int digits() {
            return digits;
        }
    }

    private final Duration validity;
    private final Kind kind;

    CodePurpose(Duration validity, Kind kind) {
        this.validity = validity;
        this.kind = kind;
    }

    /**
     * Returns the validity of the code. For Cognito's codes it is the validity set by Cognito
     * (docs/protocol/codes.md#validity).
     */
    public Duration validity() {
        return validity;
    }

    public Kind kind() {
        return kind;
    }
}
