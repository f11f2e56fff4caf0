package net.osmand.account.functions.files;

import java.util.Optional;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.lambda.MalformedRequestException;
import net.osmand.account.lambda.Request;

/**
 * The file that a request names, for the read that lets its caller in. A request that names none is authenticated first and
 * then refused, so nothing is thrown here.
 */
final class RequestedFile {
    private RequestedFile() {}

    static Optional<FileRead> head(Request request) {
        return key(request).map(FileRead::head);
    }

    /** A file whose name another parameter holds. */
    static Optional<FileRead> head(String type, String name) {
        return key(type, name).map(FileRead::head);
    }

    /** With the row of the parameter {@code updatetime}, where there is one. */
    static Optional<FileRead> row(Request request) {
        return key(request)
                .map(key -> time(request).map(time -> FileRead.at(key, time)).orElseGet(() -> FileRead.head(key)));
    }

    private static Optional<FileKey> key(Request request) {
        return request.optional("type").flatMap(type -> request.optional("name").flatMap(name -> key(type, name)));
    }

    /** The key of a file; empty if no file can have this name. */
    static Optional<FileKey> key(String type, String name) {
        try {
            return Optional.of(FileKey.parse(type, name));
        } catch (ProblemException _) {
            return Optional.empty();
        }
    }

    private static Optional<Long> time(Request request) {
        try {
            return request.number("updatetime").filter(time -> time > 0);
        } catch (MalformedRequestException _) {
            return Optional.empty();
        }
    }
}
