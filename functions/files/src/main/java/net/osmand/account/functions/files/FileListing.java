package net.osmand.account.functions.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.files.HiddenFiles;
import net.osmand.account.core.files.ListFiles;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.lambda.Request;

/**
 * The answer of list-files (docs/protocol/mobile.md#list-files), written as gzip while the pages come in, newest rows first: an account
 * of 100,000 files is never held as text.
 */
final class FileListing {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final Account account;
    private final Set<String> types;
    private final Optional<String> name;
    private final boolean allVersions;
    private final HiddenFiles hidden;
    private final boolean authors;
    private final Set<FileKey> seen = new HashSet<>();
    private final Set<FileKey> gone = new HashSet<>();
    private final List<FileVersion> unique = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PlanLimits limits;
    private final JsonGenerator json;
    private long zipSize;
    private long fileSize;
    private long fileVersions;

    /** Of a person's own choice what is listed. */
    record Choice(Set<String> types, Optional<String> name, boolean allVersions) {
        static Choice of(Request request) {
            var types = Stream.of(request.optional("type").orElse("").split(",", -1))
                    .map(String::strip)
                    .filter(type -> !type.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
            return new Choice(types, request.optional("name").map(FileKey::decoded), request.flag("allVersions"));
        }
    }

    /**
     * Begins the answer.
     *
     * @param hidden what is gone though its rows are there
     * @param authors whether each version names the brand and model of its device
     */
    FileListing(Account account, PlanLimits limits, Choice choice, HiddenFiles hidden, boolean authors) {
        this.account = account;
        this.limits = limits;
        types = choice.types();
        name = choice.name();
        allVersions = choice.allVersions();
        this.hidden = hidden;
        this.authors = authors;
        try {
            json = FACTORY.createGenerator(new GZIPOutputStream(bytes, 64 << 10));
            json.writeStartObject();
            if (allVersions) {
                json.writeArrayFieldStart("allFiles");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole answer as gzip. */
    byte[] of(ListFiles listFiles) {
        listFiles.each(
                account.id(), name, page -> page.stream().filter(this::isWanted).forEach(this::add));
        return finish();
    }

    private boolean isWanted(FileVersion version) {
        return (types.isEmpty() || types.contains(version.key().type()))
                && name.map(version.key().name()::equals).orElse(true)
                && !hidden.isPurged(version);
    }

    private void add(FileVersion version) {
        var newest = seen.add(version.key());
        if (newest && hidden.isGone(version)) {
            gone.add(version.key());
        }
        if (gone.contains(version.key())) {
            return;
        }
        var live = newest && !version.isDeletionMarker();
        if (live) {
            unique.add(version);
        }
        if (!version.isDeletionMarker()) {
            fileVersions++;
            if (allVersions || live) {
                zipSize += version.gzipSize();
                fileSize += version.size();
            }
        }
        if (allVersions) {
            write(version);
        }
    }

    private void write(FileVersion version) {
        try {
            json.writeStartObject();
            json.writeNumberField("userid", account.id().value());
            json.writeNumberField("id", version.updateTime());
            json.writeNumberField("deviceid", version.device().value());
            // Older apps read 32 bits: a larger figure would wrap around and look like a deletion.
            json.writeNumberField("filesize", Math.min(version.size(), Integer.MAX_VALUE));
            json.writeStringField("type", version.key().type());
            json.writeStringField("name", version.key().listedName());
            json.writeNumberField("updatetimems", version.updateTime());
            json.writeNumberField("clienttimems", version.clientTime());
            json.writeNumberField("zipSize", Math.min(version.gzipSize(), Integer.MAX_VALUE));
            if (authors && !version.author().isEmpty()) {
                json.writeStringField("deviceInfo", version.author());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] finish() {
        try {
            if (allVersions) {
                json.writeEndArray();
            }
            json.writeArrayFieldStart("uniqueFiles");
            unique.forEach(this::write);
            json.writeEndArray();
            json.writeNumberField("totalZipSize", zipSize);
            json.writeNumberField("totalFileSize", fileSize);
            json.writeNumberField("totalFiles", unique.size());
            json.writeNumberField("totalFileVersions", fileVersions);
            json.writeNumberField("userid", account.id().value());
            json.writeNumberField("maximumAccountSize", limits.shownAccountBytes(account.plan()));
            json.writeEndObject();
            json.close();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
