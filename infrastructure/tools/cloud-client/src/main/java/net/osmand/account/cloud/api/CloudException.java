package net.osmand.account.cloud.api;

/** Ends the command with a one-line message for the user and an exit code. */
public final class CloudException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;

    public CloudException(ExitCode exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    public CloudException(ExitCode exitCode, String sentence, Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    /** Returns the exit code. */
    public ExitCode exitCode() {
        return exitCode;
    }

    /** Returns the message for the user. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
