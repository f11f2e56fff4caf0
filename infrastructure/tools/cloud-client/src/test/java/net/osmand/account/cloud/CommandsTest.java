package net.osmand.account.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.osmand.account.cloud.api.Exchange;
import net.osmand.account.cloud.api.Reply;
import net.osmand.account.cloud.fake.Device;
import net.osmand.account.cloud.fake.FakeAccount;
import net.osmand.account.cloud.fake.FakeApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
    private final FakeAccount account = new FakeAccount();
    private final FakeApi api = new FakeApi(account, Device.SERVER);

    @TempDir
    private Path folder = Path.of("");

    private CommandLineRun run(Exchange network, String input, String... arguments) {
        return CommandLineRun.of(folder.resolve("config"), network, input, arguments);
    }

    private CommandLineRun run(String... arguments) {
        return run(api, "", arguments);
    }

    private CommandLineRun login(String input) {
        return run(api, input, "login", "--server", "http://127.0.0.1:1", "--email", FakeApi.EMAIL);
    }

    private String dir() {
        return folder.resolve("copy").toString();
    }

    private void write(String path, String content) throws IOException {
        var file = folder.resolve("copy").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static void assertRefused(CommandLineRun run, int exitCode, String sentence) {
        assertThat(run.err().strip()).isEqualTo(sentence);
        assertThat(run.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void loginKeepsTheTokenInAFileThatOnlyItsUserReads() throws IOException {
        var run = login(FakeApi.CODE + "\n");

        assertThat(run.exitCode()).isZero();
        var file = folder.resolve("config/default.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).contains("token-");
        assertThat(run.out()).doesNotContain("token-").contains("The server has mailed a code to ann@example.org.");
        assertThat(run("profiles").out()).isEqualTo("default: ann@example.org at http://127.0.0.1:1\n");
    }

    @Test
    void aWrongCodeMayBeTypedAgain() {
        assertThat(login("111111\n48 21-93\n").exitCode()).isZero();
        var run = login("1\n2\n3\n");
        assertThat(run.exitCode()).isEqualTo(11);
        assertThat(run.err().lines()).hasSize(3).containsOnly("The code is wrong or has expired.");
    }

    @Test
    void logoutEndsTheAccess() {
        login(FakeApi.CODE + "\n");

        assertThat(run("logout").exitCode()).isZero();
        assertThat(api.takeRequests()).contains("POST /mapapi/devices/revoke");
        assertRefused(run("sync", dir()), 4, "You are not signed in (profile default). Run \"osmand-cloud login\".");
    }

    @Test
    void syncPrintsOneLineAndSeveralProfilesStayApart() throws IOException {
        login(FakeApi.CODE + "\n");
        write("tracks/a.gpx", "a");
        account.put("GPX", "b.gpx", "b".getBytes(UTF_8));

        var run = run("sync", dir());

        assertThat(run.out()).isEqualTo("Done: download: 1, upload: 1.\n");
        assertThat(run.exitCode()).isZero();
        assertThat(run("sync", dir()).out()).isEqualTo("Nothing to do.\n");
        assertThat(run("sync", dir(), "--profile", "work").exitCode()).isEqualTo(4);
        assertThat(run("verify", dir()).out())
                .isEqualTo("2 files are equal, 0 differ, 0 public maps are not stored in the cloud.\n");
    }

    @Test
    void jsonIsOneObjectALine() throws IOException {
        login(FakeApi.CODE + "\n");
        write("tracks/a.gpx", "a");

        var lines = run("sync", dir(), "--json").out().lines().toList();

        assertThat(lines).hasSize(3);
        var done = new ObjectMapper().readTree(lines.get(1));
        assertThat(done.path("action").asText()).isEqualTo("upload");
        assertThat(done.path("path").asText()).isEqualTo("tracks/a.gpx");
        var finished = new ObjectMapper().readTree(lines.get(2));
        assertThat(finished.path("counts").path("upload").asInt()).isEqualTo(1);
        assertThat(finished.path("exit_code").asInt(-1)).isZero();
    }

    @Test
    void aDryRunListsTheWork() throws IOException {
        login(FakeApi.CODE + "\n");
        write("tracks/a.gpx", "a");

        assertThat(run("sync", dir(), "--dry-run").out())
                .isEqualTo("upload: tracks/a.gpx\n1 files would be changed.\n");
        assertThat(account.live()).isEmpty();
    }

    @Test
    void verifyWithADifferenceHasItsExitCode() throws IOException {
        login(FakeApi.CODE + "\n");
        write("tracks/a.gpx", "a");

        var run = run("verify", dir());

        assertThat(run.exitCode()).isEqualTo(10);
        assertThat(run.out()).startsWith("tracks/a.gpx: only in the folder\n");
    }

    @Test
    void wrongServersGetOneSentence() {
        Exchange dead = _ -> {
            throw new ConnectException("refused");
        };
        Exchange other = _ -> Reply.of(200, Map.of(), "<html>".getBytes(UTF_8));
        var login = new String[] {"login", "--server", "https://cloud.example.org", "--email", "a@example.org"};

        assertRefused(run(dead, "", login), 3, "No server answers at cloud.example.org.");
        assertRefused(run(other, "", login), 3, "The server's answer is not JSON: it is not an OsmAnd Account server.");
        login[2] = "cloud.example.org";
        assertRefused(run(other, "", login), 2, "The server's address must look like https://cloud.example.org.");
        login[2] = "http://cloud.example.org";
        assertRefused(
                run(other, "", login),
                2,
                "This address has no encryption: use https, or add --allow-http in a network you trust.");
        login[2] = "http://127.0.0.1:1";
        assertRefused(run(api, "", login), 5, "The address has no account at this server. Add --create to open one.");
    }

    @Test
    void anEndedSignInGetsOneSentence() {
        login(FakeApi.CODE + "\n");
        Exchange revoked = _ -> Reply.of(401, Map.of(), "{\"status\":401,\"detail\":\"over\"}".getBytes(UTF_8));

        assertRefused(
                run(revoked, "", "sync", dir()),
                4,
                "The server no longer accepts this sign-in. Run \"osmand-cloud login\" again.");
    }

    @Test
    void aFolderOfAnotherAccountIsLeftAlone() throws IOException {
        login(FakeApi.CODE + "\n");
        write("tracks/a.gpx", "a");
        run("sync", dir());
        var state = folder.resolve("copy/.osmand-cloud/state.jsonl");
        Files.writeString(state, Files.readString(state).replaceFirst("\"user\":7", "\"user\":8"));

        assertRefused(
                run("sync", dir()),
                7,
                "The folder %s belongs to another account (number 8 at http://127.0.0.1:1).".formatted(dir()));
    }

    @Test
    void aFolderInUseIsLeftAlone() throws IOException {
        login(FakeApi.CODE + "\n");
        run("sync", dir());
        try (var channel = FileChannel.open(folder.resolve("copy/.osmand-cloud/lock"), StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertRefused(run("sync", dir()), 8, "Another osmand-cloud process uses the folder %s.".formatted(dir()));
        }
    }

    @Test
    void aFullDiskGetsOneSentence() {
        login(FakeApi.CODE + "\n");
        Exchange full = _ -> {
            throw new UncheckedIOException(new IOException("No space left on device"));
        };

        assertRefused(run(full, "", "sync", dir()), 6, "The disk is full.");
    }

    @Test
    void importStoresAnArchiveOnceAndRefusesADamagedOne() throws IOException {
        login(FakeApi.CODE + "\n");
        var osf = folder.resolve("backup.osf");
        try (var zip = new ZipOutputStream(Files.newOutputStream(osf))) {
            add(zip, "tracks/alps.gpx", "alps");
            add(zip, "favorites-food.gpx", "food");
            add(zip, "123.json", "{}");
            add(zip, "../evil.gpx", "evil");
            add(zip, "items.json", """
                    {"version":1,"items":[
                    {"type":"GPX","file":"tracks/alps.gpx","subtype":"gpx","color":"#ff0000"},
                    {"type":"FAVOURITES","file":"favorites-food.gpx","subtype":""},
                    {"type":"QUICK_ACTION","file":"123.json"}]}""");
        }

        assertThat(run("import", osf.toString()).out()).isEqualTo("Stored: 4, in the cloud already: 0, failed: 0.\n");
        assertThat(account.contents())
                .isEqualTo(Map.of(
                        "GPX alps.gpx", "alps",
                        "GPX alps.gpx.info",
                                "{\"type\":\"GPX\",\"file\":\"/tracks/alps.gpx\",\"subtype\":\"gpx\",\"color\":\"#ff0000\"}",
                        "FAVOURITES favorites-food.gpx", "food",
                        "QUICK_ACTIONS 123.json", "{}"));
        assertThat(run("import", osf.toString(), "--only", "GPX,FAVOURITES").out())
                .isEqualTo("Stored: 0, in the cloud already: 3, failed: 0.\n");

        Files.writeString(osf, "no archive");
        assertRefused(run("import", osf.toString()), 12, "The file %s is no complete archive.".formatted(osf));
    }

    private static void add(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(UTF_8));
        zip.closeEntry();
    }

    @Test
    void wrongUsageGetsOneSentence() {
        assertRefused(run("sync"), 2, "Missing required parameter: 'DIR'. Add --help for help.");
        assertRefused(run(), 2, "A command is missing. Add --help for help.");
        assertRefused(
                run("sync", dir(), "--profile", "../x"),
                2,
                "A profile's name has letters, digits, dots, hyphens and underscores only.");
    }
}
