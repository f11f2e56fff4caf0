package net.osmand.account.core.values;

/**
 * An error on the web, rendered as a single word or as a sentence in the user's language
 * (docs/protocol/transport.md#plain-text-errors).
 */
public final class WebErrorException extends ProtocolException {
    private static final long serialVersionUID = 1L;

    /** The reason of the error, as the public client reads it. */
    public enum Reason {
        EMAIL_NOT_VALID("Email is not valid."),
        NOT_INVITED("This server accepts invited e-mail addresses only."),
        ALREADY_REGISTERED("This e-mail address is already registered."),
        SAME_EMAIL("This is the account's e-mail address already."),
        UNKNOWN_EMAIL("error_email"),
        WRONG_CODE("error_token"),
        WRONG_PASSWORD("error_password"),
        FILE_NOT_FOUND("This file was not found."),
        FILE_NOT_DELETED("This file is not in the trash."),
        FILE_CHANGED("This file was changed meanwhile."),
        FILE_RESTORED_ALREADY("This file was restored already."),
        NOTHING_TO_RESTORE("This file has no earlier version to restore."),
        FILE_TOO_LARGE("This file is too large to be downloaded here. Please use the OsmAnd app."),
        LIST_TOO_LONG("Your account has too many files for one list. Please choose one type of files."),
        BACKUP_UNDER_WAY("Your backup is being prepared. We will mail you a link."),
        SAME_NAME("The new name is the same as the old one."),
        NAME_NOT_VALID("This name can't be used. Please choose another one."),
        NAME_TAKEN("There is already a file with this name. Please choose another one."),
        GROUP_TAKEN("There is already a group with this name. Please choose another one."),
        FOLDER_TAKEN("The other folder already has a file with the same name. Nothing was renamed."),
        FOLDER_INSIDE_ITSELF("A folder can't be moved into itself."),
        FOLDER_TOO_LARGE(
                "This folder is too large to be changed here. Please use the account portal of this server: it changes folders of any size."),
        FOLDER_TOO_LARGE_TO_DOWNLOAD(
                "This folder is too large to be downloaded here. Please download a backup instead."),
        SOME_FILES_CHANGED(
                "Some files of this folder were changed meanwhile and stay where they are. Please try again."),
        COMPANION_NEEDED("The name of an appearance must end with .info.");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    private final Reason reason;

    public WebErrorException(Reason reason) {
        super(reason.text);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
