package net.osmand.account.core.files;

import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/** Thrown if the object of a row does not exist: 106 for a client that asked for the file while it was purged. */
public final class ContentMissingException extends ProblemException {
    private static final long serialVersionUID = 1L;

    public ContentMissingException() {
        super(Problem.FILE_NOT_AVAILABLE);
    }
}
