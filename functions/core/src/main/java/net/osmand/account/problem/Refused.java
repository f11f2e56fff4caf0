package net.osmand.account.problem;

/** A request that the protocol refuses; nothing was changed. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Problem problem;

    public Refused(Problem problem) {
        this(problem, problem.message());
    }

    /** With a message of its own: never one that holds what the caller sent. */
    public Refused(Problem problem, String message) {
        super(message, null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /** What the caller is told. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
