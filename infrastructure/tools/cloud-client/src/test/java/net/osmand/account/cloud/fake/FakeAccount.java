package net.osmand.account.cloud.fake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.osmand.account.cloud.api.FileKey;
import org.jspecify.annotations.Nullable;

/** The files of one account: rows that are only added, and removals. */
public final class FakeAccount {
    /** The app's own device. */
    public static final long PHONE = 500;

    /** A row. A deletion marker has no gzip. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Row(FileKey key, long time, long clientTime, long size, byte @Nullable [] gzip, long device) {
        boolean live() {
            return gzip != null;
        }
    }

    /** Versions that were permanently deleted. */
    public record Removal(FileKey key, List<Long> times, long at) {
        public Removal {
            times = List.copyOf(times);
        }
    }

    private final List<Row> rows = new ArrayList<>();
    private final List<Removal> removals = new ArrayList<>();
    private final Map<FileKey, Row> newest = new HashMap<>();
    private final Set<String> refusedTypes = new HashSet<>();
    private long last = 1_800_000_000_000L;
    private long settlingMillis;

    public synchronized long add(FileKey key, byte[] gzip, long clientTime, long device) {
        return addRow(new Row(key, ++last, clientTime, unpacked(gzip).length, gzip, device));
    }

    private long addRow(Row row) {
        rows.add(row);
        newest.put(row.key(), row);
        return row.time();
    }

    public synchronized void delete(FileKey key, long device) {
        var row = newest.get(key);
        if (row != null && row.live()) {
            addRow(new Row(key, ++last, 0, -1, null, device));
        }
    }

    /** Stores a version as the app. */
    public void put(String type, String name, byte[] content) {
        add(new FileKey(type, name), packed(content), last, PHONE);
    }

    /** Deletes a file as the app. */
    public void delete(FileKey key) {
        delete(key, PHONE);
    }

    /** Removes the deletion marker, so that the previous version is live again. */
    public synchronized void restore(FileKey key) {
        var row = newest.get(key);
        if (row != null && !row.live()) {
            remove(key, List.of(row.time()));
        }
    }

    /** Permanently deletes all versions. */
    public synchronized void purge(FileKey key) {
        remove(
                key,
                rows.stream()
                        .filter(row -> row.key().equals(key))
                        .map(Row::time)
                        .toList());
    }

    /** Permanently deletes single versions. */
    public synchronized void remove(FileKey key, List<Long> times) {
        rows.removeIf(row -> row.key().equals(key) && times.contains(row.time()));
        newest.remove(key);
        rows.stream().filter(row -> row.key().equals(key)).forEach(row -> newest.put(key, row));
        removals.add(new Removal(key, times, ++last));
    }

    public synchronized List<Row> live() {
        return newest.values().stream().filter(Row::live).toList();
    }

    public synchronized Optional<Row> newest(FileKey key) {
        return Optional.ofNullable(newest.get(key));
    }

    public synchronized Optional<Row> version(FileKey key, long time) {
        return rows.stream()
                .filter(row -> row.key().equals(key) && row.time() == time && row.live())
                .findFirst();
    }

    /** Returns the number of a file's versions with content. */
    public synchronized int versions(FileKey key) {
        return (int)
                rows.stream().filter(row -> row.key().equals(key) && row.live()).count();
    }

    synchronized List<Row> after(long time) {
        // Times increase, so a binary search finds the position.
        var low = 0;
        var high = rows.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (rows.get(middle).time() <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return List.copyOf(rows.subList(low, rows.size()));
    }

    synchronized List<Removal> removalsAfter(long time) {
        return removals.stream().filter(removal -> removal.at() > time).toList();
    }

    synchronized long last() {
        return last;
    }

    /** Sets the time during which changes are returned again, in milliseconds. */
    public synchronized void settlesAfter(long millis) {
        settlingMillis = millis;
    }

    synchronized long settled() {
        return last - settlingMillis;
    }

    /** Makes the plan reject a type. */
    public synchronized void refuse(String type) {
        refusedTypes.add(type);
    }

    synchronized boolean refuses(String type) {
        return refusedTypes.contains(type);
    }

    /** Returns the live contents by type and name. */
    public Map<String, String> contents() {
        var contents = new TreeMap<String, String>();
        for (var row : live()) {
            contents.put(row.key().toString(), text(row));
        }
        return contents;
    }

    /** Returns the content of a row. */
    public static String text(Row row) {
        var gzip = row.gzip();
        return gzip == null ? "" : new String(unpacked(gzip), java.nio.charset.StandardCharsets.UTF_8);
    }

    public static byte[] packed(byte[] content) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] unpacked(byte[] gzip) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
