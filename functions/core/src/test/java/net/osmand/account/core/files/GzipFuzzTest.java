package net.osmand.account.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import net.osmand.account.core.testing.Fuzz;
import net.osmand.account.core.testing.TestGzip;
import net.osmand.account.core.values.ProblemException;
import org.junit.jupiter.api.Test;

class GzipFuzzTest {
    /** Clients must be able to read stored files: the JDK decompresses the same bytes. */
    @Test
    void whatIsAcceptedIsReadAlikeByOthers() {
        Fuzz.run(GzipFuzzTest::read, List.of(TestGzip.of(""), TestGzip.of("text"), TestGzip.of("ab".repeat(500))));
    }

    private static String read(byte[] input) throws IOException {
        GzipContent content;
        try {
            content = GzipContent.read(input);
        } catch (ProblemException refused) {
            return refused.problem().name();
        }
        var crc = new CRC32();
        try (var in = new GZIPInputStream(new ByteArrayInputStream(input))) {
            var bytes = in.readAllBytes();
            crc.update(bytes);
            assertThat(content.size()).isEqualTo(bytes.length);
            assertThat(content.crc32()).isEqualTo(crc.getValue());
        }
        return "content at " + content.deflateOffset();
    }
}
