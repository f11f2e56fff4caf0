package net.osmand.account.tools.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A line plot as SVG with logarithmic axes, one mark for each power of ten. All values must be positive. */
final class Plot {
    private static final int LEFT = 70;
    private static final int TOP = 30;
    private static final int WIDTH = 420;
    private static final int HEIGHT = 220;
    private static final int LEGEND = 250;
    private static final List<String> COLOURS = List.of("#1b6ac9", "#c9571b", "#2c8a3d", "#8a2c86");

    private final String unit;
    private final Map<String, TreeMap<Double, Double>> lines = new LinkedHashMap<>();

    /** Creates a plot by number of files, with the unit of its values. */
    Plot(String unit) {
        this.unit = unit;
    }

    Plot add(String line, double files, double value) {
        lines.computeIfAbsent(line, _ -> new TreeMap<>()).put(files, value);
        return this;
    }

    String svg() {
        var x = new Axis(
                lines.values().stream().flatMap(line -> line.keySet().stream()).toList());
        var y = new Axis(
                lines.values().stream().flatMap(line -> line.values().stream()).toList());
        var parts = new ArrayList<String>();
        for (var power = x.from; power <= x.to; power++) {
            var at = LEFT + WIDTH * x.share(Math.pow(10, power));
            parts.add(line(at, TOP, at, TOP + HEIGHT));
            parts.add(text(at, TOP + HEIGHT + 16, "middle", "#333", power(power)));
        }
        for (var power = y.from; power <= y.to; power++) {
            var at = TOP + HEIGHT - HEIGHT * y.share(Math.pow(10, power));
            parts.add(line(LEFT, at, LEFT + WIDTH, at));
            parts.add(text(LEFT - 6, at + 4, "end", "#333", power(power)));
        }
        parts.add(text(LEFT + WIDTH / 2.0, TOP + HEIGHT + 34, "middle", "#333", "files in the account"));
        parts.add(text(4, 16, "start", "#333", unit));
        var number = 0;
        for (var line : lines.entrySet()) {
            var colour = COLOURS.get(number % COLOURS.size());
            var points = new ArrayList<String>();
            line.getValue()
                    .forEach((files, value) -> points.add(String.format(
                            Locale.ROOT,
                            "%.1f,%.1f",
                            LEFT + WIDTH * x.share(files),
                            TOP + HEIGHT - HEIGHT * y.share(value))));
            parts.add("<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>"
                    .formatted(colour, String.join(" ", points)));
            parts.add(text(LEFT + WIDTH + LEGEND / 8.0, TOP + 16 + 20 * number, "start", colour, line.getKey()));
            number++;
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="#fff"/>
                %s
                </svg>
                """.formatted(LEFT + WIDTH + LEGEND, TOP + HEIGHT + 44, String.join("\n", parts));
    }

    private static String power(int power) {
        return power < 0
                ? String.format(Locale.ROOT, "%." + -power + "f", Math.pow(10, power))
                : String.format(Locale.ROOT, "%,.0f", Math.pow(10, power));
    }

    private static String line(double x1, double y1, double x2, double y2) {
        return String.format(
                Locale.ROOT, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>", x1, y1, x2, y2);
    }

    private static String text(double x, double y, String anchor, String colour, String text) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>",
                x,
                y,
                anchor,
                colour,
                text);
    }

    /** A logarithmic axis from one power of ten to another. */
    private static final class Axis {
        final int from;
        final int to;

        Axis(List<Double> values) {
            from = (int)
                    Math.floor(values.stream().mapToDouble(Math::log10).min().orElseThrow());
            var last = (int)
                    Math.ceil(values.stream().mapToDouble(Math::log10).max().orElseThrow());
            to = Math.max(last, from + 1);
        }

        double share(double value) {
            return (Math.log10(value) - from) / (to - from);
        }
    }
}
