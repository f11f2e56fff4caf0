package net.osmand.account.core.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The four programs that must accept an archive. */
final class Readers {
    private static final String PYTHON = """
            import sys, zipfile
            archive = zipfile.ZipFile(sys.argv[1])
            assert archive.testzip() is None
            assert len(archive.namelist()) == int(sys.argv[2]), len(archive.namelist())
            assert len(set(archive.namelist())) == len(archive.namelist())
            """;

    private Readers() {}

    /** Checks that each program reads every byte, and that the archive has this number of entries. */
    static void accept(Path archive, int entries) throws IOException, InterruptedException {
        var file = archive.toString();
        var programs = List.of(
                List.of("unzip", "-tqq", file),
                List.of("7z", "t", "-bd", file),
                List.of("python3", "-c", PYTHON, file, Integer.toString(entries)));
        try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
            var answers = programs.stream()
                    .map(program -> threads.submit(() -> run(program)))
                    .toList();
            assertThat(crcs(archive)).hasSize(entries);
            for (var answer : answers) {
                assertThat(answer.get()).isEmpty();
            }
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
    }

    /** Returns the CRC-32 of the uncompressed bytes of each entry by its path, read with Java. */
    static Map<String, Long> crcs(Path archive) throws IOException {
        var crcs = new LinkedHashMap<String, Long>();
        var buffer = new byte[1 << 16];
        try (var zip = new ZipFile(archive.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                var entry = entries.nextElement();
                var crc = new CRC32();
                try (var in = zip.getInputStream(entry)) {
                    int read;
                    while ((read = in.read(buffer)) > 0) {
                        crc.update(buffer, 0, read);
                    }
                }
                assertThat(crc.getValue()).as(entry.getName()).isEqualTo(entry.getCrc());
                crcs.put(entry.getName(), crc.getValue());
            }
        }
        return crcs;
    }

    static String text(Path archive, String entry) throws IOException {
        try (var zip = new ZipFile(archive.toFile());
                var in = zip.getInputStream(new ZipEntry(entry))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Returns the error output; empty if the program accepts the archive or is not installed. */
    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException absent) {
            System.out.println("not asked, since it is not installed here: " + command.getFirst());
            return "";
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? "" : command.getFirst() + ": " + said;
    }
}
