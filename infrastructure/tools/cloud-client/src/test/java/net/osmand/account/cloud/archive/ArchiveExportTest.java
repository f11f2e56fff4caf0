package net.osmand.account.cloud.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.osmand.account.cloud.api.CloudApi;
import net.osmand.account.cloud.api.CloudException;
import net.osmand.account.cloud.api.ExitCode;
import net.osmand.account.cloud.api.Reply;
import net.osmand.account.cloud.api.Request;
import net.osmand.account.cloud.api.Session;
import net.osmand.account.cloud.fake.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests an archive that the server creates in a job: 202, then a status, then a link. */
class ArchiveExportTest {
    private static final String STATUS = "/v1/exports/e1";
    private static final String LINK = "http://127.0.0.1:1/bucket/archive";

    private final List<Request> requests = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();

    /** The states that the job's status reports one after another. The last one stays. */
    private List<String> states = List.of("preparing", "running", "running", "done");

    /** Number of bytes after which each download is interrupted. */
    private int breaksAfter = Integer.MAX_VALUE;

    private byte[] archive = archive();

    @TempDir
    private Path folder = Path.of("");

    private int export(Path file) throws IOException {
        var session = new Session(Device.SERVER, "ann@example.org", 7, 600, "token", "laptop");
        return new ArchiveExport(new CloudApi(session, this::answer), pauses::add).run(file);
    }

    private Reply answer(Request request) {
        requests.add(request);
        return switch (request.uri().getPath()) {
            case "/mapapi/download-backup" -> Reply.of(202, Map.of(), json("{\"status_url\":\"" + STATUS + "\"}"));
            case STATUS -> Reply.of(200, Map.of(), json(status()));
            case "/bucket/archive" -> download(request);
            default -> throw new IllegalStateException(request.toString());
        };
    }

    private String status() {
        var state = states.getFirst();
        states = states.size() == 1 ? states : states.subList(1, states.size());
        return "{\"state\":\"%s\"%s}".formatted(state, state.equals("done") ? ",\"url\":\"" + LINK + "\"" : "");
    }

    private Reply download(Request request) {
        var range = request.headers().getOrDefault("Range", "bytes=0-");
        var from = Integer.parseInt(range.replaceAll("\\D", ""));
        if (from == archive.length) {
            return Reply.of(416, Map.of(), new byte[0]);
        }
        var until = (int) Math.min((long) from + breaksAfter, archive.length);
        return Reply.of(
                from == 0 ? 200 : 206,
                Map.of("content-length", Integer.toString(archive.length - from)),
                Arrays.copyOfRange(archive, from, until));
    }

    private static byte[] json(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] archive() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var name : List.of("tracks/a.gpx", "favorites.gpx", "items.json")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    @Test
    void waitsForTheJobAndFetchesItsArchive() throws IOException {
        var file = folder.resolve("all.osf");

        assertThat(export(file)).isEqualTo(2);

        assertThat(Files.readAllBytes(file)).isEqualTo(archive);
        assertThat(requests)
                .extracting(request -> request.uri().getPath())
                .containsExactly("/mapapi/download-backup", STATUS, STATUS, STATUS, STATUS, "/bucket/archive");
        assertThat(requests.getFirst().uri().getQuery()).isEqualTo("format=.osf");
        assertThat(pauses).hasSize(3);
        assertThat(requests.getLast().headers()).as("S3 gets no token").doesNotContainKey("Authorization");
    }

    @Test
    void continuesADownloadThatBreaksOff() throws IOException {
        breaksAfter = archive.length / 3;
        var file = folder.resolve("all.zip");

        assertThat(export(file)).isEqualTo(2);

        assertThat(Files.readAllBytes(file)).isEqualTo(archive);
        assertThat(requests.stream().map(request -> request.headers().getOrDefault("Range", "none")))
                .contains("bytes=%d-".formatted(breaksAfter), "bytes=%d-".formatted(2 * breaksAfter));
    }

    @Test
    void givesUpIfTheDownloadBreaksOffAgainAndAgain() {
        breaksAfter = 1;

        assertFails(ExitCode.NO_SERVER, "The download of the archive fails again and again.");
    }

    @Test
    void saysHowAFailedExportEnded() {
        states = List.of("running", "failed");

        assertFails(ExitCode.REFUSED, "The export ended: failed.");
    }

    @Test
    void keepsNoDamagedArchive() {
        archive = Arrays.copyOf(archive, archive.length - 10);

        assertFails(ExitCode.BAD_ARCHIVE, "The archive arrived damaged.");
    }

    private void assertFails(ExitCode exitCode, String sentence) {
        assertThatThrownBy(() -> export(folder.resolve("all.osf")))
                .isInstanceOfSatisfying(
                        CloudException.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(exitCode))
                .hasMessage(sentence);
        assertThat(folder).isEmptyDirectory();
    }
}
