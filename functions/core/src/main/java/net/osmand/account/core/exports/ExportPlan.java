package net.osmand.account.core.exports;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.StoredContent;

/**
 * The data that an export keeps between its steps, as a gzip in the store.
 *
 * @param missing files that were purged after the export began
 */
record ExportPlan(List<ArchiveEntry> entries, List<FileKey> missing) {
    private static final int FORMAT = 1;

    ExportPlan {
        entries = List.copyOf(entries);
        missing = List.copyOf(missing);
    }

    /** Moves the entries whose objects are not in the set to the missing files. */
    ExportPlan retain(Set<String> objectKeys) {
        var left = new ArrayList<ArchiveEntry>();
        var gone = new ArrayList<>(missing);
        for (var entry : entries) {
            if (objectKeys.contains(entry.content().objectKey())) {
                left.add(entry);
            } else {
                gone.add(entry.key());
            }
        }
        return new ExportPlan(left, gone);
    }

    byte[] write() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            out.writeInt(FORMAT);
            out.writeInt(entries.size());
            for (var entry : entries) {
                write(out, entry);
            }
            out.writeInt(missing.size());
            for (var key : missing) {
                write(out, key);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static ExportPlan read(byte[] gzip) {
        try (var in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(gzip)))) {
            if (in.readInt() != FORMAT) {
                throw new IOException("another release wrote this plan");
            }
            var entries = new ArrayList<ArchiveEntry>();
            for (var left = in.readInt(); left > 0; left--) {
                entries.add(entry(in));
            }
            var missing = new ArrayList<FileKey>();
            for (var left = in.readInt(); left > 0; left--) {
                missing.add(key(in));
            }
            return new ExportPlan(entries, missing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(DataOutputStream out, ArchiveEntry entry) throws IOException {
        write(out, entry.key());
        write(out, entry.path());
        out.writeLong(entry.size());
        out.writeLong(entry.deflated());
        out.writeLong(entry.crc32());
        out.writeInt(entry.offset());
        out.writeLong(entry.modified());
        write(out, entry.content().objectKey());
        write(out, entry.content().objectVersion());
        write(out, entry.item());
    }

    private static ArchiveEntry entry(DataInputStream in) throws IOException {
        return new ArchiveEntry(
                key(in),
                text(in),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readLong(),
                new StoredContent(text(in), text(in)),
                text(in),
                Optional.empty());
    }

    private static void write(DataOutputStream out, FileKey key) throws IOException {
        write(out, key.type());
        write(out, key.name());
    }

    private static FileKey key(DataInputStream in) throws IOException {
        return new FileKey(text(in), text(in));
    }

    /** Writes a text. {@code writeUTF} is limited to 64 KiB. */
    private static void write(DataOutputStream out, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        var bytes = in.readNBytes(in.readInt());
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
