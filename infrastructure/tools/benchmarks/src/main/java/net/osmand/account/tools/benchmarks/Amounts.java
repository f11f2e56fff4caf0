package net.osmand.account.tools.benchmarks;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.TreeMap;

/** Amounts by name: the usage of a request, its price items, or dollars. */
record Amounts(@JsonValue Map<String, Double> values) {
    static final Amounts NONE = new Amounts(Map.of());

    static Amounts of(String name, double amount) {
        return new Amounts(Map.of(name, amount));
    }

    double get(String name) {
        return values.getOrDefault(name, 0.0);
    }

    double sum(String... names) {
        var sum = 0.0;
        for (var name : names) {
            sum += get(name);
        }
        return sum;
    }

    Amounts plus(Amounts more) {
        var all = new TreeMap<>(values);
        more.values.forEach((name, amount) -> all.merge(name, amount, Double::sum));
        return new Amounts(all);
    }

    Amounts times(double factor) {
        var all = new TreeMap<String, Double>();
        values.forEach((name, amount) -> all.put(name, amount * factor));
        return new Amounts(all);
    }
}
