package net.osmand.account.functions.files;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.osmand.account.files.FileKey;
import net.osmand.account.files.Trash;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.identity.Caller;

/** Removes the entries of an empty-trash request for good, with a result for each (mobile-userdata.md 6.6). */
final class Emptying {
    private final Trash trash;

    Emptying(Trash trash) {
        this.trash = trash;
    }

    Response answer(Caller caller, Request request) {
        var results = Stream.of(request.json(Entry[].class))
                .map(entry -> entry.with(empty(caller, entry)))
                .toList();
        return Response.json(new View("ok", results));
    }

    private Trash.Emptied empty(Caller caller, Entry entry) {
        return trash.empty(caller, FileKey.parse(entry.type(), entry.name()), entry.updatetime());
    }

    /** The tombstone that the app saw. */
    record Entry(String name, String type, long updatetime) {
        Result with(Trash.Emptied emptied) {
            return new Result(name, type, updatetime, emptied.name().toLowerCase(Locale.ROOT), "");
        }
    }

    record Result(String name, String type, long updatetime, String status, String message) {}

    record View(String status, List<Result> results) {}
}
