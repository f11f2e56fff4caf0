package net.osmand.account.functions.files;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import net.osmand.account.files.FileKey;
import net.osmand.account.files.Trash;
import net.osmand.account.http.MalformedRequest;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.identity.Caller;

/** Removes the entries of an empty-trash request for good, with a result for each (mobile-userdata.md 6.6). */
final class Emptying {
    /** Android sends its whole trash in one request, which API Gateway gives 30 seconds. */
    private static final int AT_ONCE = 16;

    private final Trash trash;

    Emptying(Trash trash) {
        this.trash = trash;
    }

    Response answer(Caller caller, Request request) {
        var entries = request.json(Entry[].class);
        if (Stream.of(entries).anyMatch(Objects::isNull)) {
            throw new MalformedRequest();
        }
        var results = Stream.of(entries)
                .gather(Gatherers.mapConcurrent(AT_ONCE, entry -> entry.with(empty(caller, entry))))
                .toList();
        return Response.json(new View("ok", results));
    }

    private Trash.Emptied empty(Caller caller, Entry entry) {
        return trash.empty(caller, new FileKey(entry.type(), FileKey.decoded(entry.name())), entry.updatetime());
    }

    /** The tombstone that the app saw. Without a name or type the whole request is malformed. */
    record Entry(String name, String type, long updatetime) {
        Entry {
            Objects.requireNonNull(name);
            Objects.requireNonNull(type);
        }

        Result with(Trash.Emptied emptied) {
            return new Result(name, type, updatetime, emptied.name().toLowerCase(Locale.ROOT), "");
        }
    }

    record Result(String name, String type, long updatetime, String status, String message) {}

    record View(String status, List<Result> results) {}
}
