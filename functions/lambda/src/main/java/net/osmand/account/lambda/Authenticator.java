package net.osmand.account.lambda;

import java.util.Optional;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.values.FileRead;

/** Authenticates the caller of a request. */
@FunctionalInterface
public interface Authenticator {
    /**
     * Authenticates the caller.
     *
     * @param file what to read of a file in the same call
     * @throws net.osmand.account.core.values.ProtocolException if the request does not prove its caller
     */
    Caller authenticate(Request request, Optional<FileRead> file);

    /** Authenticates the caller without reading a file. */
    default Caller authenticate(Request request) {
        return authenticate(request, Optional.empty());
    }

    /** Authenticates the caller and reads what the request needs of a file in the same call. */
    default Caller authenticate(Request request, FileRead file) {
        return authenticate(request, Optional.of(file));
    }
}
