package net.osmand.account.functions.exports;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.osmand.account.core.exports.ArchiveFormat;
import net.osmand.account.core.exports.Selection;
import net.osmand.account.lambda.MalformedRequestException;
import net.osmand.account.lambda.Request;

/** Reads the selection of files for an export. */
final class ExportSelection {
    private ExportSelection() {}

    /** Returns the format ({@code .osf} by default) and the categories. Without categories, all files are selected. */
    static Selection of(Request request, Optional<Stream<String>> keys) {
        var format = ArchiveFormat.of(request.optional("format").orElse(".osf"))
                .orElseThrow(() -> new MalformedRequestException());
        Optional<Set<String>> chosen = keys.map(names -> names.collect(Collectors.toUnmodifiableSet()));
        return new Selection(format, chosen);
    }
}
