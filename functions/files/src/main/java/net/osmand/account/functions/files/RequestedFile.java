package net.osmand.account.functions.files;

import java.util.Optional;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.lambda.MalformedRequestException;
import net.osmand.account.lambda.Request;

/**
 * The file of a request, which is read together with the caller's account. A request without a file is authenticated
 * before it is refused, so this class throws nothing.
 */
final class RequestedFile {
    private RequestedFile() {}

    static Optional<FileRead> head(Request request) {
        return key(request).map(FileRead::head);
    }

    /** Returns the head of a file whose name is in another parameter. */
    static Optional<FileRead> head(String type, String name) {
        return key(type, name).map(FileRead::head);
    }

    /** Returns the head, and the row of the parameter {@code updatetime} if there is one. */
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
