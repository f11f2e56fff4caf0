package net.osmand.account.cloud.folder;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import net.osmand.account.cloud.api.FileKey;
import org.jspecify.annotations.Nullable;

/**
 * A file of JSON lines that grows until it is rewritten. A crash can truncate its last line. Lines after a damaged line
 * are ignored. The state is then older, and the next sync compares contents where it cannot be sure.
 */
final class Journal implements AutoCloseable {
    private static final ObjectMapper JSON =
            new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

    private final Path file;
    private @Nullable FileChannel channel;
    private boolean isWritten;
    private boolean isDamaged;

    Journal(Path file) {
        this.file = file;
    }

    /** One line. Exactly one component is set. */
    record Line(
            @Nullable Owner owner,
            @Nullable String cursor,
            @Nullable Entry entry,
            @Nullable PendingUpload upload,
            @Nullable FileKey uploaded,
            @Nullable HiddenVersion hidden,
            @Nullable FileKey handled) {
        static Line of(Owner owner) {
            return new Line(owner, null, null, null, null, null, null);
        }

        static Line of(String cursor) {
            return new Line(null, cursor, null, null, null, null, null);
        }

        static Line of(Entry entry) {
            return new Line(null, null, entry, null, null, null, null);
        }

        static Line of(PendingUpload upload) {
            return new Line(null, null, null, upload, null, null, null);
        }

        static Line uploaded(FileKey key) {
            return new Line(null, null, null, null, key, null, null);
        }

        static Line of(HiddenVersion version) {
            return new Line(null, null, null, null, null, version, null);
        }

        static Line handled(FileKey key) {
            return new Line(null, null, null, null, null, null, key);
        }
    }

    /** The account that the folder belongs to. */
    record Owner(int version, String server, long user) {}

    /** Returns all lines before the first damaged one. */
    List<Line> read() throws IOException {
        var lines = new ArrayList<Line>();
        if (!Files.exists(file)) {
            return lines;
        }
        var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        for (var start = 0; start < text.length(); ) {
            var end = text.indexOf('\n', start);
            if (end < 0) {
                isDamaged = true;
                return lines;
            }
            try {
                lines.add(JSON.readValue(text.substring(start, end), Line.class));
            } catch (JsonProcessingException _) {
                isDamaged = true;
                return lines;
            }
            start = end + 1;
        }
        return lines;
    }

    /** Returns whether the last read found a damaged line, after which nothing may be appended. */
    boolean isDamaged() {
        return isDamaged;
    }

    /** Reopens the file to append lines. */
    void reopen() throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    /** Replaces the file atomically and continues after these lines. */
    void rewrite(List<Line> lines) throws IOException {
        close();
        Files.createDirectories(file.resolveSibling("tmp"));
        var temporary = file.resolveSibling("tmp").resolve("state");
        try (var out = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            write(out, lines);
            out.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        reopen();
    }

    void append(List<Line> lines) throws IOException {
        if (channel != null) {
            write(channel, lines);
            isWritten = true;
        }
    }

    private static void write(FileChannel out, List<Line> lines) throws IOException {
        var text = new StringBuilder();
        for (var line : lines) {
            text.append(JSON.writeValueAsString(line)).append('\n');
        }
        var bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            if (isWritten) {
                channel.force(true);
            }
            channel.close();
            channel = null;
        }
    }
}
