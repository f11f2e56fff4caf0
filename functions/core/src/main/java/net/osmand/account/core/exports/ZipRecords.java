package net.osmand.account.core.exports;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Writes the records of a ZIP file (PKWARE APPNOTE 6.3). CRC and sizes precede each entry, names are UTF-8, and times
 * have a resolution of one second (Info-ZIP's extra field). Zip64 is used only if a size, an offset or the number of
 * entries requires it.
 */
final class ZipRecords {
    static final int STORED = 0;
    static final int DEFLATED = 8;

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_LOCATOR = 0x07064b50;

    /** The largest value of a four-byte field that does not refer to Zip64. */
    private static final long LARGEST = 0xfffffffeL;

    private static final int MAX_ENTRIES = 0xfffe;

    private static final short ZIP64_EXTRA = 1;
    private static final short TIME_EXTRA = 0x5455;

    private static final short UTF_8_FLAG = 1 << 11;

    /**
     * Version 2.0 supports deflate and folders, 4.5 supports Zip64. "Made by" is Unix, so readers interpret names and
     * attributes accordingly.
     */
    private static final short PLAIN = 20;

    private static final short WITH_ZIP64 = 45;
    private static final int MADE_BY = 3 << 8;
    private static final int REGULAR_FILE = 0100644 << 16;

    private static final int EARLIEST_YEAR = 1980;
    private static final int LATEST_YEAR = 2107;

    private ZipRecords() {}

    /**
     * The data in the records of one entry.
     *
     * @param modified epoch milliseconds
     */
    record Described(String path, int method, long crc32, long deflated, long size, long modified) {
        private boolean isLarge() {
            return size > LARGEST || deflated > LARGEST;
        }
    }

    static byte[] local(Described entry) {
        var name = entry.path().getBytes(StandardCharsets.UTF_8);
        var large = entry.isLarge();
        var extra = 9 + (large ? 20 : 0);
        var bytes = new byte[30 + name.length + extra];
        var out = over(bytes).putInt(LOCAL).putShort(large ? WITH_ZIP64 : PLAIN);
        common(out, entry);
        out.putInt((int) (large ? -1 : entry.deflated())).putInt((int) (large ? -1 : entry.size()));
        out.putShort((short) name.length).putShort((short) extra).put(name);
        if (large) {
            out.putShort(ZIP64_EXTRA).putShort((short) 16).putLong(entry.size()).putLong(entry.deflated());
        }
        time(out, entry);
        return bytes;
    }

    static byte[] central(Described entry, long offset) {
        var name = entry.path().getBytes(StandardCharsets.UTF_8);
        var large = entry.isLarge();
        var far = offset > LARGEST;
        var zip64 = (large ? 16 : 0) + (far ? 8 : 0);
        var extra = 9 + (zip64 == 0 ? 0 : 4 + zip64);
        var version = zip64 == 0 ? PLAIN : WITH_ZIP64;
        var bytes = new byte[46 + name.length + extra];
        var out = over(bytes).putInt(CENTRAL);
        out.putShort((short) (MADE_BY | version)).putShort(version);
        common(out, entry);
        out.putInt((int) (large ? -1 : entry.deflated())).putInt((int) (large ? -1 : entry.size()));
        out.putShort((short) name.length).putShort((short) extra);
        out.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(REGULAR_FILE);
        out.putInt((int) (far ? -1 : offset)).put(name);
        if (zip64 > 0) {
            out.putShort(ZIP64_EXTRA).putShort((short) zip64);
            if (large) {
                out.putLong(entry.size()).putLong(entry.deflated());
            }
            if (far) {
                out.putLong(offset);
            }
        }
        time(out, entry);
        return bytes;
    }

    /**
     * Returns the records at the end of the archive.
     *
     * @param offset offset of the central directory
     * @param length length of the central directory in bytes
     */
    static byte[] end(long entries, long offset, long length) {
        var zip64 = entries > MAX_ENTRIES || offset > LARGEST || length > LARGEST;
        var bytes = new byte[22 + (zip64 ? 56 + 20 : 0)];
        var out = over(bytes);
        if (zip64) {
            out.putInt(END_64)
                    .putLong(44)
                    .putShort((short) (MADE_BY | WITH_ZIP64))
                    .putShort(WITH_ZIP64);
            out.putInt(0)
                    .putInt(0)
                    .putLong(entries)
                    .putLong(entries)
                    .putLong(length)
                    .putLong(offset);
            out.putInt(END_64_LOCATOR).putInt(0).putLong(offset + length).putInt(1);
        }
        out.putInt(END).putShort((short) 0).putShort((short) 0);
        var counted = (short) (entries > MAX_ENTRIES ? -1 : entries);
        out.putShort(counted).putShort(counted);
        out.putInt((int) (length > LARGEST ? -1 : length)).putInt((int) (offset > LARGEST ? -1 : offset));
        out.putShort((short) 0);
        return bytes;
    }

    /** Writes flags, method, time and CRC, which are the same in both records. */
    private static void common(ByteBuffer out, Described entry) {
        var time = dosTime(entry.modified());
        out.putShort(UTF_8_FLAG).putShort((short) entry.method());
        out.putShort((short) time).putShort((short) (time >>> 16)).putInt((int) entry.crc32());
    }

    private static void time(ByteBuffer out, Described entry) {
        var seconds = Math.clamp(Math.floorDiv(entry.modified(), 1000L), 0, Integer.MAX_VALUE);
        out.putShort(TIME_EXTRA).putShort((short) 5).put((byte) 1).putInt(seconds);
    }

    /**
     * Returns a DOS time: date in the upper half, time of day in the lower half. Uses UTC, because the archive has no
     * time zone.
     */
    private static int dosTime(long epochMillis) {
        var time = LocalDateTime.ofInstant(Instant.ofEpochMilli(epochMillis), ZoneOffset.UTC);
        if (time.getYear() < EARLIEST_YEAR) {
            return (1 << 21) | (1 << 16);
        }
        if (time.getYear() > LATEST_YEAR) {
            time = LocalDateTime.of(LATEST_YEAR, 12, 31, 23, 59, 58);
        }
        var day = ((time.getYear() - EARLIEST_YEAR) << 9) | (time.getMonthValue() << 5) | time.getDayOfMonth();
        return (day << 16) | (time.getHour() << 11) | (time.getMinute() << 5) | (time.getSecond() / 2);
    }

    private static ByteBuffer over(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
