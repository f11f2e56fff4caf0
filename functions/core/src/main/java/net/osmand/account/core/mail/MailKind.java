package net.osmand.account.core.mail;

import net.osmand.account.core.values.CodePurpose;

/** The kind of a mail. Each kind has its own text in every language. */
public enum MailKind {
    SIGN_UP_CODE,
    SIGN_IN_CODE,
    RESET_CODE,
    CHANGE_CODE,
    /** To the new address before a change, to prove that the user can read its mails. */
    NEW_ADDRESS_CODE,
    DELETE_CODE,
    /** To the new address after a change, if it is not proven yet. */
    CONFIRM_CODE,
    /** To the new address after a change. */
    ADDRESS_CHANGED,
    /** To the old address after a change; contains the undo code. */
    ADDRESS_LEFT,
    /** To the new address after the change was undone. */
    ADDRESS_TAKEN_BACK,
    ACCOUNT_DELETED,
    NEW_DEVICE,
    NEW_BROWSER,
    PASSWORD_CHANGED,
    /** Contains the link to the archive that the user requested. */
    ARCHIVE_READY,
    /** Says that the requested archive could not be created. */
    ARCHIVE_FAILED;

    /** Returns the kind of the mail with a code of this purpose. */
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

    /** Returns whether the user needs the mail to continue. */
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
