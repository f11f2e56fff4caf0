package net.osmand.account.core.mail;

import net.osmand.account.core.values.CodePurpose;

/** What a mail says; each kind has its own words in every language. */
public enum MailKind {
    SIGN_UP_CODE,
    SIGN_IN_CODE,
    RESET_CODE,
    CHANGE_CODE,
    /** To the new address of a change, which is to prove that its owner reads it. */
    NEW_ADDRESS_CODE,
    DELETE_CODE,
    /** To the address that an account has from now on, which nobody proved yet. */
    CONFIRM_CODE,
    /** To the address that an account has from now on. */
    ADDRESS_CHANGED,
    /** To the address that an account had until now; holds the undo code. */
    ADDRESS_LEFT,
    /** To the address that an account had after a change that was undone. */
    ADDRESS_TAKEN_BACK,
    ACCOUNT_DELETED,
    NEW_DEVICE,
    NEW_BROWSER,
    PASSWORD_CHANGED,
    /** Brings the link to an archive that the user waits for. */
    ARCHIVE_READY,
    /** Tells that the archive that the user waits for can't be made. */
    ARCHIVE_FAILED;

    /** Of the mail that brings a code of this purpose. */
    public static MailKind of(CodePurpose purpose) {
        return switch (purpose) {
            case SIGN_UP -> SIGN_UP_CODE;
            case SIGN_IN -> SIGN_IN_CODE;
            case RESET -> RESET_CODE;
            case CHANGE -> CHANGE_CODE;
            case CHANGE_NEW -> NEW_ADDRESS_CODE;
            case CONFIRM -> CONFIRM_CODE;
            case UNDO -> ADDRESS_LEFT;
            case DELETE -> DELETE_CODE;
        };
    }

    /** Whether somebody waits for it to go on. */
    public boolean isCode() {
        return switch (this) {
            case SIGN_UP_CODE, SIGN_IN_CODE, RESET_CODE, CHANGE_CODE, NEW_ADDRESS_CODE, DELETE_CODE, CONFIRM_CODE ->
                true;
            case ADDRESS_CHANGED,
                    ADDRESS_LEFT,
                    ADDRESS_TAKEN_BACK,
                    ACCOUNT_DELETED,
                    NEW_DEVICE,
                    NEW_BROWSER,
                    PASSWORD_CHANGED,
                    ARCHIVE_READY,
                    ARCHIVE_FAILED -> false;
        };
    }
}
