package net.osmand.account.functions.exports;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.osmand.account.core.exports.ArchiveFormat;
import net.osmand.account.core.exports.Selection;
import net.osmand.account.lambda.MalformedRequestException;
import net.osmand.account.lambda.Request;

/** Reads which files an export takes. */
final class ExportSelection {
    private ExportSelection() {}

    /** The chosen format ({@code .osf} if none is named) and the categories; all files without categories. */
    static Selection of(Request request, Optional<Stream<String>> keys) {
        var format = ArchiveFormat.of(request.optional("format").orElse(".osf"))
                .orElseThrow(() -> new MalformedRequestException());
        Optional<Set<String>> chosen = keys.map(names -> names.collect(Collectors.toUnmodifiableSet()));
        return new Selection(format, chosen);
    }
}
