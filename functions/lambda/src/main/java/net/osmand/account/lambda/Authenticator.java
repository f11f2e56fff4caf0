package net.osmand.account.lambda;

import java.util.Optional;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.values.FileRead;

/** Authenticates the caller of a request. */
@FunctionalInterface
public interface Authenticator {
    /**
     * Finds who calls.
     *
     * @param file what the same read shall bring of a file
     * @throws net.osmand.account.core.values.ProtocolException if the request does not prove who calls
     */
    Caller authenticate(Request request, Optional<FileRead> file);

    /** Finds who calls, and reads no file. */
    default Caller authenticate(Request request) {
        return authenticate(request, Optional.empty());
    }

    /** Finds who calls, and reads what the request needs of a file with the same call. */
    default Caller authenticate(Request request, FileRead file) {
        return authenticate(request, Optional.of(file));
    }
}
