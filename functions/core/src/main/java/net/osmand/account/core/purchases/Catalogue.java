package net.osmand.account.core.purchases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Period;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What is sold and what it grants: {@code catalogue.csv}, described by {@code catalogue-metadata.json} beside it. Names and
 * rights are looked up when they are needed, so a row that is added repairs what was bought before.
 */
public final class Catalogue {
    private static final int COLUMNS = 13;

    private final List<Product> products;

    public Catalogue(List<Product> products) {
        this.products = List.copyOf(products);
    }

    /** The one that is shipped. */
    public static Catalogue shipped() {
        try (var in = Catalogue.class.getResourceAsStream("catalogue.csv")) {
            if (in == null) {
                throw new IllegalStateException("catalogue.csv is missing");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a table as {@code catalogue-metadata.json} describes it; no value holds a comma. */
    public static Catalogue parse(String csv) {
        return new Catalogue(csv.lines()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(Catalogue::row)
                .toList());
    }

    /** By SKU, exact before the longest pattern; without one by FastSpring's product path. */
    public Optional<Product> find(Optional<String> sku, Optional<String> path) {
        return sku.isPresent()
                ? products.stream()
                        .filter(product -> product.matches(sku.get()))
                        .max(Comparator.comparing(
                                        (Product product) -> product.sku().equals(sku.get()))
                                .thenComparingInt(product -> product.sku().length()))
                : path.flatMap(wanted -> products.stream()
                        .filter(product -> product.paths().contains(wanted))
                        .findFirst());
    }

    public List<Product> products() {
        return products;
    }

    private static Product row(String line) {
        var cells = line.split(",", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException("catalogue row with " + cells.length + " columns: " + line);
        }
        return new Product(
                cells[0],
                words(cells[1]),
                cells[2],
                Product.Kind.valueOf(cells[3]),
                cells[4].isEmpty() ? Optional.empty() : Optional.of(Period.parse(cells[4])),
                words(cells[5]).stream().map(Catalogue::right).toList(),
                Store.valueOf(cells[6].toUpperCase(Locale.ROOT)),
                cells[7],
                words(cells[8]).stream().map(Product.Feature::valueOf).collect(Collectors.toUnmodifiableSet()),
                cells[9].isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(cells[9])),
                Boolean.parseBoolean(cells[10]),
                Boolean.parseBoolean(cells[11]),
                Boolean.parseBoolean(cells[12]));
    }

    private static Product.Right right(String text) {
        var parts = text.split(":", -1);
        return new Product.Right(
                Tier.valueOf(parts[0]), parts.length == 1 ? Optional.empty() : Optional.of(Period.parse(parts[1])));
    }

    private static List<String> words(String cell) {
        return Arrays.stream(cell.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
