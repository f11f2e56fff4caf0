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
 * Computes the details of tracks and their companions from their content, once for each version
 * (docs/protocol/portal-files.md#refresh-details). A file that can't be read gets an error instead, and delays nothing.
 */
public final class ReadDetails {
    /** The only type that has details. */
    public static final String TYPE = "GPX";

    private static final String TRACK = ".gpx";

    /** Real time for the files of one request; the last one may take longer. */
    private static final Duration LONGEST = Duration.ofSeconds(8);

    /** Bytes of gzip that are read into memory. A longer track gets no details. */
    private static final long LARGEST = 32L << 20;

    private final LiveFiles files;
    private final DetailsStore store;
    private final ReadTrack readTrack;
    private final Clock clock;
    private final LongSupplier nanoTime;

    /** @param nanoTime real time in nanoseconds, such as {@link System#nanoTime} */
    public ReadDetails(LiveFiles files, DetailsStore store, ReadTrack readTrack, Clock clock, LongSupplier nanoTime) {
        this.files = files;
        this.store = store;
        this.readTrack = readTrack;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Whether web lists show details of the file: tracks and their companions, but not the placeholders of folders. */
    public static boolean has(FileKey key) {
        return key.type().equals(TYPE)
                && (key.name().endsWith(TRACK) || (key.isCompanion() && !Companion.isPlaceholder(key)));
    }

    /** A current version and its details. */
    public record Detailed(FileVersion version, FileDetails details) {}

    /**
     * The details of current versions. Those that are not stored are computed and stored, as long as there is time. Files that
     * are not live, or that are not tracks, are left out, and so are those that there is no time for.
     */
    public Map<FileKey, Detailed> of(Caller caller, Collection<FileKey> keys) {
        var account = caller.account().id();
        var wanted = keys.stream().filter(ReadDetails::has).toList();
        var live = files.find(caller, wanted);
        var known = store.find(account, live.keySet());
        var end = nanoTime.getAsLong() + LONGEST.toNanos();
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

    /** Details of a file that was removed meanwhile go again: nothing else would remove them. */
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
