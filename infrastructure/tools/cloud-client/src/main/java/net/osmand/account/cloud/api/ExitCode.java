package net.osmand.account.cloud.api;

/** The exit codes of osmand-cloud, documented in docs/client.md. */
public enum ExitCode {
    DONE(0),
    FAULT(1),
    USAGE(2),
    NO_SERVER(3),
    NOT_SIGNED_IN(4),
    REFUSED(5),
    DISK(6),
    OTHER_ACCOUNT(7),
    IN_USE(8),
    INCOMPLETE(9),
    DIFFERENT(10),
    WRONG_CODE(11),
    BAD_ARCHIVE(12);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
