package net.osmand.account.tools.smoke;

import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The table of assumptions and findings. Prints each row when it is complete. */
public final class Report {
    /** Checks one assumption. */
    interface Check {
        Finding find() throws IOException;
    }

    private final PrintStream out;
    private final Map<String, Finding> findings = new LinkedHashMap<>();

    Report(PrintStream out) {
        this.out = out;
    }

    /** Adds a row. A request without a response refutes the assumption. */
    Finding check(String assumption, Check check) {
        Finding finding;
        try {
            finding = check.find();
        } catch (Unanswered e) {
            finding = Finding.of(false, e.what());
        } catch (IOException e) {
            finding = Finding.of(false, e.toString());
        }
        findings.put(assumption, finding);
        var verdict = finding.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        out.printf("%-9s | %-62s | %s%n", verdict, assumption, finding.observed());
        return finding;
    }

    /** The finding of an assumption in the table. */
    public Finding finding(String assumption) {
        return Optional.ofNullable(findings.get(assumption)).orElseThrow();
    }

    /** All assumptions with this verdict, in the table's order. */
    public List<String> all(Finding.Verdict verdict) {
        return findings.keySet().stream()
                .filter(assumption -> finding(assumption).verdict() == verdict)
                .toList();
    }
}
