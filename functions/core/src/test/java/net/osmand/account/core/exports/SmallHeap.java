package net.osmand.account.core.exports;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Runs exports in a separate JVM with a small heap: {@code tracks FOLDER} or {@code gigabytes FOLDER}. */
public final class SmallHeap {
    private static final long FIVE_GIGABYTES = 5_000_000_000L / 65_535 + 1;

    private SmallHeap() {}

    /** Exports, and prints the size, the calls to the store, and the bytes read and copied. */
    public static void main(String[] arguments) throws IOException {
        var person = arguments[0].equals("tracks") ? tracks(Path.of(arguments[1])) : gigabytes();
        var office = new ExportTestBed(person, Path.of(arguments[1]));
        var archive = office.export(ArchiveFormat.OSF);
        System.out.printf(
                "size %d estimated %d calls %d read %d copied %d%n",
                Files.size(archive),
                office.estimate(ArchiveFormat.OSF).archiveBytes(),
                office.store.calls.get(),
                office.store.bytesRead.get(),
                office.store.bytesCopied.get());
    }

    private static TestUser tracks(Path folder) throws IOException {
        var person = new TestUser();
        for (var i = 0; i < 1000; i++) {
            var random = new Random(i);
            var text = new StringBuilder();
            while (text.length() < 100_000) {
                text.append("<trkpt lat=\"52.")
                        .append(random.nextInt(1_000_000))
                        .append("\" lon=\"4.");
                text.append(random.nextInt(1_000_000)).append("\"/>\n");
            }
            var gzip = StoredFiles.gzip(text.toString().getBytes(StandardCharsets.UTF_8));
            person.has("GPX", i + ".gpx", StoredFiles.onDisk(gzip, folder.resolve("track" + i)), 0);
        }
        return person;
    }

    private static TestUser gigabytes() {
        return new TestUser()
                .has("FILE", "a.txt", "before it")
                .has("FILE", "b.sqlitedb", StoredFiles.zeros(FIVE_GIGABYTES), 0)
                .has("FILE", "c.txt", "after it");
    }
}
