package net.osmand.account.tools.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.account.Device;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.exports.ArchiveFormat;
import net.osmand.account.core.exports.ArchiveStore;
import net.osmand.account.core.exports.Export;
import net.osmand.account.core.exports.ExportStep;
import net.osmand.account.core.exports.ExportStepMessage;
import net.osmand.account.core.exports.Exports;
import net.osmand.account.core.exports.MultipartUpload;
import net.osmand.account.core.exports.Selection;
import net.osmand.account.core.exports.StartExport;
import net.osmand.account.core.files.FileVersion;
import net.osmand.account.core.files.GzipContent;
import net.osmand.account.core.files.StoredContent;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.FileKey;

/**
 * CPU of a whole export of 1,000 tracks, plan and manifest and all, against unpacking and packing the same tracks, in one
 * run on the same machine.
 */
final class ExportCpu {
    private static final int TRACKS = 1000;
    private static final int TRACK_BYTES = 108_900;
    private static final int SPLICES = 40;
    private static final int RECOMPRESSIONS = 2;
    private static final int WARM_UPS = 40;
    private static final AccountId ACCOUNT = new AccountId(1);

    private final Map<String, byte[]> objects = new HashMap<>();
    private final List<FileVersion> versions = new ArrayList<>();

    private ExportCpu() {
        for (var i = 1; i <= TRACKS; i++) {
            var gzip = gzip(track(i));
            var content = GzipContent.read(gzip);
            var stored = new StoredContent("u/1/" + i, "v");
            objects.put(stored.objectKey(), gzip);
            versions.add(new FileVersion(
                    new FileKey("GPX", i + ".gpx"),
                    new DeviceId(1),
                    i,
                    0,
                    content.size(),
                    gzip.length,
                    content.crc32(),
                    content.deflateOffset(),
                    Optional.of(stored)));
        }
    }

    /** Of both ways, CPU milliseconds a whole export. */
    static Ratio measure() {
        var tracks = new ExportCpu();
        tracks.recompress();
        for (var i = 0; i < WARM_UPS; i++) {
            tracks.splice();
        }
        return new Ratio(cpu(tracks::splice, SPLICES), cpu(tracks::recompress, RECOMPRESSIONS));
    }

    /** CPU milliseconds of both ways. */
    record Ratio(double splicing, double recompressing) {
        static final int FILES = TRACKS;

        double fold() {
            return recompressing / splicing;
        }
    }

    private static double cpu(Runnable work, int times) {
        var process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        var start = process.getProcessCpuTime();
        for (var i = 0; i < times; i++) {
            work.run();
        }
        return (process.getProcessCpuTime() - start) / 1e6 / times;
    }

    private void splice() {
        var clock = Clock.systemUTC();
        var turns = new ArrayDeque<ExportStepMessage>();
        var exports = new OnePlace();
        var store = new Memory();
        var caller = new Caller(
                new Account(ACCOUNT, new EmailAddress("ann@example.org"), "", 0, Plan.PRO, Optional.empty(), false),
                Device.web(new DeviceId(1), "en", 0),
                new Usage(0, 0, 0, 0, TRACKS));
        new StartExport(
                        (_, _) -> versions.stream(),
                        store,
                        exports,
                        (turn, _) -> turns.add(turn),
                        1,
                        clock,
                        new SecureRandom())
                .start(caller, new Selection(ArchiveFormat.OSF, Optional.empty()));
        var step = new ExportStep(
                (_, _) -> versions.stream(),
                store,
                exports,
                (turn, _) -> turns.add(turn),
                1,
                Duration.ofHours(1),
                clock);
        while (!turns.isEmpty()) {
            step.run(turns.remove());
        }
        if (store.written.get() == 0) {
            throw new IllegalStateException("nothing was exported");
        }
    }

    private void recompress() {
        try (var zip = new ZipOutputStream(OutputStream.nullOutputStream())) {
            for (var version : versions) {
                zip.putNextEntry(new ZipEntry("tracks/" + version.key().name()));
                var content = version.content().orElseThrow();
                try (var in = new GZIPInputStream(new ByteArrayInputStream(gzipOf(content)))) {
                    in.transferTo(zip);
                }
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] gzipOf(StoredContent content) {
        return Objects.requireNonNull(objects.get(content.objectKey()));
    }

    private static byte[] track(int seed) {
        var random = new Random(seed);
        var text = new StringBuilder("<gpx>");
        var latitude = 52_000_000L;
        var longitude = 4_000_000L;
        while (text.length() < TRACK_BYTES) {
            latitude += random.nextInt(-50, 50);
            longitude += random.nextInt(-50, 50);
            text.append("<trkpt lat=\"")
                    .append(latitude / 1e6)
                    .append("\" lon=\"")
                    .append(longitude / 1e6);
            text.append("\"><ele>").append(random.nextInt(40)).append("</ele></trkpt>\n");
        }
        return text.append("</gpx>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] content) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The account's one export. */
    private static final class OnePlace implements Exports {
        private final AtomicReference<Optional<Export>> place = new AtomicReference<>(Optional.empty());

        @Override
        public boolean claim(Export export, long abandonedBefore) {
            place.set(Optional.of(export));
            return true;
        }

        @Override
        public Optional<Export> find(AccountId account) {
            return place.get();
        }

        @Override
        public boolean replace(Export seen, Export next) {
            place.set(Optional.of(next));
            return true;
        }
    }

    /** Objects in memory; parts are counted and dropped. */
    private final class Memory implements ArchiveStore {
        private final AtomicLong written = new AtomicLong();
        private byte[] plan = new byte[0];

        @Override
        public byte[] read(StoredContent content) {
            return gzipOf(content);
        }

        @Override
        public void read(StoredContent content, long offset, ByteBuffer into) {
            into.put(gzipOf(content), (int) offset, into.remaining());
        }

        @Override
        public MultipartUpload begin(AccountId account, String export) {
            return new MultipartUpload("archive", "upload");
        }

        @Override
        public void fill(MultipartUpload upload, int number, byte[] bytes) {
            written.addAndGet(bytes.length);
        }

        @Override
        public void copy(MultipartUpload upload, int number, StoredContent content, long offset, long length) {
            throw new IllegalStateException("no track is that large");
        }

        @Override
        public void complete(MultipartUpload upload) {}

        @Override
        public boolean holds(MultipartUpload upload, long size) {
            return true;
        }

        @Override
        public void abort(MultipartUpload upload) {}

        @Override
        public String keep(AccountId account, String export, byte[] bytes) {
            plan = bytes.clone();
            return "plan";
        }

        @Override
        public byte[] kept(String objectKey) {
            return plan;
        }

        @Override
        public URI link(MultipartUpload upload, String fileName) {
            return URI.create("/" + fileName);
        }

        @Override
        public void remove(AccountId account, String export) {}
    }
}
