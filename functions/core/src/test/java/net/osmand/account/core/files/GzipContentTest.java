package net.osmand.account.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import net.osmand.account.core.values.ProblemException;
import org.junit.jupiter.api.Test;

class GzipContentTest {
    @Test
    void readsSizeChecksumAndWhereTheDeflateStreamBegins() throws IOException {
        var plain = "tracks ".repeat(1000).getBytes(StandardCharsets.UTF_8);
        var crc = new CRC32();
        crc.update(plain);
        assertThat(GzipContent.read(gzip(plain))).isEqualTo(new GzipContent(plain.length, crc.getValue(), 10));
    }

    @Test
    void aGzipOfNothingIsLegal() throws IOException {
        assertThat(GzipContent.read(gzip(new byte[0])).size()).isZero();
    }

    @Test
    void namesAndExtrasInTheHeaderMoveTheOffset() throws IOException {
        var gzip = gzip(new byte[] {1, 2, 3});
        var named = new ByteArrayOutputStream();
        named.write(gzip, 0, 3);
        named.write(8);
        named.write(gzip, 4, 6);
        named.writeBytes("track.gpx\0".getBytes(StandardCharsets.US_ASCII));
        named.write(gzip, 10, gzip.length - 10);
        assertThat(GzipContent.read(named.toByteArray()).deflateOffset()).isEqualTo(20);
    }

    /** Android's and Java's readers compare it. A file that they refuse could never be read again. */
    @Test
    void aWrongChecksumOfTheHeaderIsRefused() throws IOException {
        var gzip = gzip(new byte[] {1, 2, 3});
        var header = new ByteArrayOutputStream();
        header.write(gzip, 0, 3);
        header.write(2 + 8);
        header.write(gzip, 4, 6);
        header.writeBytes("track.gpx\0".getBytes(StandardCharsets.US_ASCII));
        var crc = new CRC32();
        crc.update(header.toByteArray());
        for (var error : List.of(0, 1, 0x100)) {
            var checked = new ByteArrayOutputStream();
            checked.writeBytes(header.toByteArray());
            checked.write((int) crc.getValue() ^ error);
            checked.write((int) (crc.getValue() >> 8) ^ (error >> 8));
            checked.write(gzip, 10, gzip.length - 10);
            if (error == 0) {
                assertThat(GzipContent.read(checked.toByteArray()).deflateOffset())
                        .isEqualTo(22);
            } else {
                assertThatThrownBy(() -> GzipContent.read(checked.toByteArray()))
                        .isInstanceOf(ProblemException.class);
            }
        }
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        var gzip = gzip("some content".getBytes(StandardCharsets.UTF_8));
        for (var length = 0; length < gzip.length; length++) {
            var cut = Arrays.copyOf(gzip, length);
            assertThatThrownBy(() -> GzipContent.read(cut)).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void aSecondMemberOrTrailingBytesAreRefused() throws IOException {
        var gzip = gzip(new byte[] {1});
        var twice = Arrays.copyOf(gzip, gzip.length * 2);
        System.arraycopy(gzip, 0, twice, gzip.length, gzip.length);
        assertThatThrownBy(() -> GzipContent.read(twice)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> GzipContent.read(Arrays.copyOf(gzip, gzip.length + 1)))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void everyFlippedBitInTheTrailerIsRefused() throws IOException {
        var gzip = gzip("some content".getBytes(StandardCharsets.UTF_8));
        for (var at = gzip.length - 8; at < gzip.length; at++) {
            var bad = gzip.clone();
            bad[at] ^= 1;
            assertThatThrownBy(() -> GzipContent.read(bad)).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void aStreamMayComeInPiecesOfAnySizeAndItsOwnFailureIsNoVerdict() throws IOException {
        var plain = new byte[300_000];
        new Random(1).nextBytes(plain);
        var gzip = gzip(plain);
        var whole = GzipContent.read(gzip);
        for (var size : List.of(1, 7, 65_535, 65_536)) {
            assertThat(GzipContent.read(pieces(gzip, size))).isEqualTo(whole);
        }
        var broken = new SequenceInputStream(new ByteArrayInputStream(gzip, 0, 1000), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                throw new IOException("broken");
            }
        });
        assertThatThrownBy(() -> GzipContent.read(broken)).isInstanceOf(IOException.class);
    }

    @Test
    void whereverABufferEndsTheTrailerIsReadWhole() throws IOException {
        for (var more = 0; more < 20; more++) {
            var plain = new byte[65_536 - 33 + more];
            new Random(2).nextBytes(plain);
            var gzip = gzip(plain);
            assertThat(GzipContent.read(gzip).size()).isEqualTo(plain.length);
            var longer = Arrays.copyOf(gzip, gzip.length + 1);
            assertThatThrownBy(() -> GzipContent.read(longer)).isInstanceOf(ProblemException.class);
        }
    }

    private static InputStream pieces(byte[] bytes, int size) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, size));
            }
        };
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }
}
