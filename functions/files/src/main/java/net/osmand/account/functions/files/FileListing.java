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
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.files.HiddenFiles;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.lambda.AppDate;
import net.osmand.account.lambda.Request;

/**
 * The response of list-files (docs/protocol/mobile.md#list-files). It is written as gzip while pages are read, newest
 * rows first, so an account of 100,000 files is never held in memory as text.
 */
final class FileListing {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final Account account;
    private final Set<String> types;
    private final Optional<String> name;
    private final boolean allVersions;
    private final HiddenFiles hidden;
    private final ListedFields fields;
    private final Optional<RowDetails> details;
    private final Set<FileKey> seen = new HashSet<>();
    private final Set<FileKey> gone = new HashSet<>();
    private final List<FileVersion> unique = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PlanLimits limits;
    private final JsonGenerator json;
    private boolean isComplete = true;
    private long zipSize;
    private long fileSize;
    private long fileVersions;

    /** Filters of the request. */
    record Choice(Set<String> types, Optional<String> name, boolean allVersions) {
        static Choice of(Request request) {
            var types = request.all("type").stream()
                    .flatMap(list -> Stream.of(list.split(",", -1)))
                    .map(String::strip)
                    .filter(type -> !type.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
            return new Choice(types, request.optional("name").map(FileKey::decoded), request.flag("allVersions"));
        }

        /** Returns whether the response contains every version of the account. */
        boolean isEverything() {
            return types.isEmpty() && name.isEmpty() && allVersions;
        }

        /** Returns whether files of this type may be listed. */
        boolean mayHave(String type) {
            return types.isEmpty() || types.contains(type);
        }
    }

    /**
     * Starts the response.
     *
     * @param hidden files that are deleted although their rows still exist
     * @param fields fields that the caller needs in addition to those of the apps
     */
    FileListing(Account account, PlanLimits limits, Choice choice, HiddenFiles hidden, ListedFields fields) {
        this(account, limits, choice, hidden, fields, Optional.empty());
    }

    /** Starts a response with details of the newest versions. */
    FileListing(
            Account account,
            PlanLimits limits,
            Choice choice,
            HiddenFiles hidden,
            ListedFields fields,
            Optional<RowDetails> details) {
        this.details = details;
        this.account = account;
        this.limits = limits;
        types = choice.types();
        name = choice.name();
        allVersions = choice.allVersions();
        this.hidden = hidden;
        this.fields = fields;
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

    /** Fields of a row in addition to those of the apps. */
    enum ListedFields {
        APP,
        /** With the update time as text. Without it the web client's Tracks screen crashes. */
        WEB,
        /** Like {@link #WEB}, and with brand and model of each version's device. */
        WEB_WITH_AUTHORS
    }

    /** Passes rows to a list, newest first, page by page. */
    interface Rows {
        void each(Consumer<List<FileVersion>> page);
    }

    /** Returns the whole response as gzip. */
    byte[] of(Rows rows) {
        rows.each(page -> page.stream().filter(this::isWanted).forEach(this::add));
        return finish();
    }

    /** Whether {@link ListedRows} reads every row of the account from this response as it is in the index. */
    boolean isComplete() {
        return isComplete;
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
            isComplete = false;
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
            write(version, Optional.empty());
        }
    }

    private void write(FileVersion version, Optional<RowDetails> shown) {
        try {
            json.writeStartObject();
            json.writeNumberField("userid", account.id().value());
            json.writeNumberField("id", version.updateTime());
            json.writeNumberField("deviceid", version.device().value());
            isComplete &= version.size() <= Integer.MAX_VALUE && version.gzipSize() <= Integer.MAX_VALUE;
            // Older apps read 32 bits. A larger value would overflow and look like a deletion.
            json.writeNumberField("filesize", Math.min(version.size(), Integer.MAX_VALUE));
            json.writeStringField("type", version.key().type());
            json.writeStringField("name", version.key().listedName());
            json.writeNumberField("updatetimems", version.updateTime());
            json.writeNumberField("clienttimems", version.clientTime());
            json.writeNumberField("zipSize", Math.min(version.gzipSize(), Integer.MAX_VALUE));
            if (fields != ListedFields.APP) {
                json.writeStringField("updatetime", AppDate.of(version.updateTime()));
            }
            if (fields == ListedFields.WEB_WITH_AUTHORS && !version.author().isEmpty()) {
                json.writeStringField("deviceInfo", version.author());
            }
            if (shown.isPresent()) {
                shown.get().write(json, version);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the response and returns it as gzip. */
    byte[] finish() {
        try {
            if (allVersions) {
                json.writeEndArray();
            }
            json.writeArrayFieldStart("uniqueFiles");
            unique.forEach(version -> write(version, details));
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
