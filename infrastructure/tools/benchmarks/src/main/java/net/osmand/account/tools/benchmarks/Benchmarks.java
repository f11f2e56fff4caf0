package net.osmand.account.tools.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.devserver.DevServer;
import net.osmand.account.devserver.Mode;
import net.osmand.account.sam.Template;

/**
 * {@code make bench}: runs the benchmarks and writes {@code results.json} and {@code docs/performance.md}. Runs in the
 * project's folder.
 */
public final class Benchmarks {
    private static final Path RESULTS = Path.of("infrastructure/tools/benchmarks/results.json");
    private static final Path PAGE = Path.of("docs/performance.md");

    private Benchmarks() {}

    /**
     * Takes the largest account size to measure. Below {@value Measurements#MOST} only hot functions are started. With
     * {@code starts} and names of functions it only starts those functions, or all that have a route, prints the
     * classes that a first request loads after a restore, and writes no page.
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 0 && arguments[0].equals("starts")) {
            ColdStarts.of(
                    Path.of("template.yaml").toAbsolutePath(),
                    Set.of(Arrays.copyOfRange(arguments, 1, arguments.length)));
            System.exit(0);
        }
        var most = arguments.length > 0 ? Integer.parseInt(arguments[0]) : Measurements.MOST;
        var template = Path.of("template.yaml").toAbsolutePath();
        var model = Model.read();
        var measurements = new Measurements(model);
        var versions = MeasuredStack.JSON.createArrayNode();
        var checks = MeasuredStack.JSON.createArrayNode();
        var data = folder();
        try (var stack = DevServer.start(data, 0, template, Map.of("DefaultPlan", "PRO"), Mode.ONE_JVM)) {
            for (var files :
                    Measurements.SIZES.stream().filter(size -> size <= most).toList()) {
                System.out.println("Routes at " + files + " files");
                measurements.add(files, RouteRun.of(stack, Template.read(template), files));
            }
            System.out.println("Versions of one file");
            VersionRun.add(stack, versions);
        } finally {
            remove(data);
        }
        for (var files : Measurements.CHECKED) {
            System.out.println("Checks of an account with " + files + " files");
            checks(template, model, checks, files, measurements.run(files).usage());
        }
        var starts = ColdStarts.of(template, most < Measurements.MOST ? model.hotFunctions() : ColdStarts.ALL);
        var results = new Results(model, measurements, starts, template).json();
        results.set("versions", versions);
        results.set("checks", checks);
        Files.writeString(RESULTS, results.toPrettyString() + "\n");
        Files.writeString(PAGE, page(results));
        for (var plot : plots(results).entrySet()) {
            Files.writeString(PAGE.resolveSibling("images").resolve(plot.getKey()), plot.getValue());
        }
        System.out.println("See " + PAGE + " and " + RESULTS + ".");
        System.exit(0);
    }

    private static void checks(Path template, Model model, ArrayNode checks, int files, Map<String, Amounts> usage)
            throws IOException {
        var data = folder();
        try {
            CheckRun.add(data, template, model, checks, files, usage);
        } finally {
            remove(data);
        }
    }

    /** Renders the page for these results. */
    static String page(JsonNode results) throws IOException {
        var template = Optional.ofNullable(Benchmarks.class.getResourceAsStream("performance.md.mustache"))
                .orElseThrow();
        try (var reader = new InputStreamReader(template, StandardCharsets.UTF_8)) {
            return Mustache.compiler()
                    .escapeHTML(false)
                    .withFormatter(Benchmarks::text)
                    .compile(reader)
                    .execute(MeasuredStack.JSON.convertValue(results, Map.class));
        }
    }

    /** Draws the plots of the page, by file name. */
    static Map<String, String> plots(JsonNode results) {
        var cost = new Plot("US dollars for 1,000 users and a month, without kept data");
        results.path("months")
                .forEach(row -> cost.add(
                        row.path("client").asText(),
                        row.path("files").asDouble(),
                        row.path("metadataAndCompute").asDouble()));
        var sync = new Plot("bytes of a sync without changes");
        var reads = new Plot("read units of a list");
        for (var row : results.path("lists")) {
            var files = row.path("files").asDouble();
            sync.add("list of all versions", files, row.path("sent").asDouble());
            sync.add("changes since a cursor", files, row.path("since").asDouble());
            reads.add("without a stored list", files, row.path("firstReads").asDouble());
            reads.add("after a change", files, row.path("changedReads").asDouble());
            reads.add("without changes", files, row.path("unchangedReads").asDouble());
        }
        return Map.of("cost.svg", cost.svg(), "sync.svg", sync.svg(), "reads.svg", reads.svg());
    }

    private static String text(Object value) {
        if (value instanceof Number number && !(value instanceof Double)) {
            return String.format(Locale.ROOT, "%,d", number.longValue());
        }
        return value instanceof Double number ? String.format(Locale.ROOT, "%,.2f", number) : value.toString();
    }

    /** Returns a folder in memory if possible, because a disk would slow down hundreds of thousands of rows. */
    private static Path folder() throws IOException {
        var memory = Path.of("/dev/shm");
        return Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "bench")
                : Files.createTempDirectory("bench");
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
