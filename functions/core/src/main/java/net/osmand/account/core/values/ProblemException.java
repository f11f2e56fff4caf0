package net.osmand.account.core.values;

/** An error with a code of the protocol, rendered as the JSON error of the called surface. */
public class ProblemException extends ProtocolException {
    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final long retryAfterSeconds;

    public ProblemException(Problem problem) {
        this(problem, problem.message());
    }

    /** Creates an error with its own message. Messages are sent to the caller and never logged. */
    public ProblemException(Problem problem, String message) {
        this(problem, message, 0);
    }

    private ProblemException(Problem problem, String message, long retryAfterSeconds) {
        super(message);
        this.problem = problem;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** Creates the error for too many requests, with the waiting time. */
    public static ProblemException tooMany(long retryAfterSeconds) {
        var wait = Math.max(1, retryAfterSeconds);
        return new ProblemException(
                Problem.TOO_MANY_REQUESTS,
                "too many requests, please try again in "
                        + (wait < 120 ? wait + " seconds" : (wait + 59) / 60 + " minutes"),
                wait);
    }

    /** Returns the same error with the file name in the message. */
    public ProblemException of(FileKey file) {
        return new ProblemException(
                problem, text() + " File: " + ShortText.truncate(file.listedName()), retryAfterSeconds);
    }

    public Problem problem() {
        return problem;
    }

    /** Returns the waiting time in seconds; 0 if waiting does not help. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
