package net.osmand.account.core.details;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.files.LiveFiles;
import net.osmand.account.core.folders.Companion;
import net.osmand.account.core.gpx.BrokenGpxException;
import net.osmand.account.core.gpx.ReadTrack;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;

/**
 * Computes the details of tracks and companions from their content, once per version
 * (docs/protocol/portal-files.md#refresh-details). A file that cannot be read gets an error as its details and does not
 * delay others.
 */
public final class ReadDetails {
    /** The only file type with details. */
    public static final String TYPE = "GPX";

    private static final String TRACK = ".gpx";

    /** Elapsed time for the files of one request. The last file may exceed it. */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(8);

    /** Maximum size of a gzip that is read into memory, in bytes. A larger track gets no details. */
    private static final long LARGEST = 32L << 20;

    private final LiveFiles files;
    private final DetailsStore store;
    private final ReadTrack readTrack;
    private final Clock clock;
    private final LongSupplier nanoTime;

    /**
     * Creates the use case.
     *
     * @param nanoTime elapsed time in nanoseconds, such as {@link System#nanoTime}
     */
    public ReadDetails(LiveFiles files, DetailsStore store, ReadTrack readTrack, Clock clock, LongSupplier nanoTime) {
        this.files = files;
        this.store = store;
        this.readTrack = readTrack;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Whether web lists show details of the file: tracks and their companions, but not folder placeholders. */
    public static boolean has(FileKey key) {
        return key.type().equals(TYPE)
                && (key.name().endsWith(TRACK) || (key.isCompanion() && !Companion.isPlaceholder(key)));
    }

    /** A current version and its details. */
    public record Detailed(FileVersion version, FileDetails details) {}

    /**
     * Returns the details of current versions. Computes and stores missing ones until the time is used up. Leaves out
     * files that are not live, files that are not tracks or companions, and files for which no time was left.
     */
    public Map<FileKey, Detailed> forFiles(Caller caller, Collection<FileKey> keys) {
        var account = caller.account().id();
        var wanted = keys.stream().filter(ReadDetails::has).toList();
        var live = files.find(caller, wanted);
        var known = store.find(account, live.keySet());
        var end = nanoTime.getAsLong() + TIME_LIMIT.toNanos();
        Map<FileKey, Detailed> found = new LinkedHashMap<>();
        List<FileVersion> computed = new ArrayList<>();
        for (var key : wanted) {
            var version = live.get(key);
            if (version == null) {
                continue;
            }
            var details = known.get(key);
            if (details != null && details.version() == version.updateTime()) {
                found.put(key, new Detailed(version, details));
            } else if (nanoTime.getAsLong() - end < 0) {
                found.put(key, new Detailed(version, compute(account, version)));
                computed.add(version);
            }
        }
        note(caller, computed);
        return found;
    }

    /**
     * Records the change, and removes the details of files that were removed in the meantime. No other code would
     * remove them.
     */
    private void note(Caller caller, List<FileVersion> computed) {
        if (computed.isEmpty()) {
            return;
        }
        var account = caller.account().id();
        var isThere = store.noteChange(account);
        var live = files.find(caller, computed.stream().map(FileVersion::key).toList());
        computed.stream()
                .filter(version -> !isThere || !version.equals(live.get(version.key())))
                .forEach(version -> store.remove(account, version.key(), version.updateTime()));
    }

    /** Computes and stores the details of a version. */
    public FileDetails compute(AccountId account, FileVersion version) {
        var details = new FileDetails(version.key(), version.updateTime(), json(version));
        store.put(account, details);
        return details;
    }

    private String json(FileVersion version) {
        var now = clock.millis();
        if (version.key().isCompanion()) {
            return Companion.parse(files.read(version))
                    .map(companion -> DetailsJson.ofCompanion(companion.json(), now))
                    .orElseGet(() -> DetailsJson.ofBroken("not a JSON object", now));
        }
        if (version.gzipSize() > LARGEST) {
            return DetailsJson.ofBroken("too large", now);
        }
        try (var gpx = new GZIPInputStream(new ByteArrayInputStream(files.read(version)))) {
            return DetailsJson.of(readTrack.read(gpx), now);
        } catch (BrokenGpxException broken) {
            return DetailsJson.ofBroken(String.valueOf(broken.getMessage()), now);
        } catch (ZipException broken) {
            return DetailsJson.ofBroken("not a complete gzip", now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
