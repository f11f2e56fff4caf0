package net.osmand.account.functions.files;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.osmand.account.application.Application;
import net.osmand.account.core.files.EmptySelected;
import net.osmand.account.core.files.EmptySelected.Deletion;
import net.osmand.account.core.files.EmptySelected.Emptied;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.MalformedRequestException;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestLimits;
import net.osmand.account.lambda.Response;

/**
 * Permanently deletes the listed files of the trash, with a result for each (docs/protocol/mobile.md#empty-the-trash).
 * The app's and the portal's routes differ in their authentication.
 */
abstract class EmptyTrashHandler extends HttpFunction {
    private final Authenticator authenticator;
    private final EmptySelected emptySelected;

    EmptyTrashHandler(Authenticator authenticator, Application application) {
        this.authenticator = authenticator;
        emptySelected = application.files().emptySelected();
    }

    @Override
    protected final Response handle(Request request) {
        var caller = authenticator.authenticate(request, singleFile(request));
        var entries = request.json(Entry[].class, RequestLimits.TRASH_ENTRIES);
        if (Stream.of(entries).anyMatch(Objects::isNull)) {
            throw new MalformedRequestException();
        }
        var deletions = Stream.of(entries).map(Entry::deletion).toList();
        var emptied = emptySelected.empty(caller, deletions, UUID.randomUUID().toString());
        var results = IntStream.range(0, entries.length)
                .mapToObj(i -> entries[i].with(emptied.get(i)))
                .toList();
        return Response.json(new View("ok", results));
    }

    /** Returns the file if the request lists exactly one. It is then read together with the caller's account. */
    private static Optional<FileRead> singleFile(Request request) {
        try {
            return Optional.of(request.json(Entry[].class))
                    .filter(entries -> entries.length == 1 && entries[0] != null)
                    .map(entries -> FileRead.head(entries[0].deletion().key()));
        } catch (MalformedRequestException _) {
            // Ignored here, since an authentication error takes precedence over a malformed body.
            return Optional.empty();
        }
    }

    /** The deletion marker that the app saw. Without a name or type the whole request is malformed. */
    record Entry(String name, String type, long updatetime) {
        Entry {
            Objects.requireNonNull(name);
            Objects.requireNonNull(type);
        }

        Deletion deletion() {
            return new Deletion(new FileKey(type, FileKey.decoded(name)), updatetime);
        }

        Result with(Emptied emptied) {
            var message = emptied == Emptied.FAILED ? "there was not enough time; please ask again" : "";
            return new Result(name, type, updatetime, emptied.name().toLowerCase(Locale.ROOT), message);
        }
    }

    record Result(String name, String type, long updatetime, String status, String message) {}

    record View(String status, List<Result> results) {}
}
