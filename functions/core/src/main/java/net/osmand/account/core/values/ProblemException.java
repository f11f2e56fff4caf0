package net.osmand.account.core.values;

/** A refusal with a code of the protocol, rendered as the JSON error of the surface that was called. */
public final class ProblemException extends ProtocolException {
    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final long retryAfterSeconds;

    public ProblemException(Problem problem) {
        this(problem, problem.message());
    }

    /** With a message of its own. Messages are sent to the caller and never logged. */
    public ProblemException(Problem problem, String message) {
        this(problem, message, 0);
    }

    private ProblemException(Problem problem, String message, long retryAfterSeconds) {
        super(message);
        this.problem = problem;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** Too many requests: when to come back. */
    public static ProblemException tooMany(long retryAfterSeconds) {
        var wait = Math.max(1, retryAfterSeconds);
        return new ProblemException(
                Problem.TOO_MANY_REQUESTS,
                "too many requests, please try again in "
                        + (wait < 120 ? wait + " seconds" : (wait + 59) / 60 + " minutes"),
                wait);
    }

    /** The same refusal, whose message names the file, so that its owner finds it. */
    public ProblemException of(FileKey file) {
        return new ProblemException(problem, text() + " File: " + ShortText.cut(file.listedName()), retryAfterSeconds);
    }

    public Problem problem() {
        return problem;
    }

    /** Seconds; 0 where waiting does not help. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
