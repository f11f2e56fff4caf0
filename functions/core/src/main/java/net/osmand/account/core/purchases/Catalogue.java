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
 * The products of all stores and the plans that they grant: {@code catalogue.csv}, described by
 * {@code catalogue-metadata.json} in the same folder. Names and grants are looked up at read time, so a new row also
 * applies to earlier purchases.
 */
public final class Catalogue {
    private static final int COLUMNS = 13;

    private final List<Product> products;

    public Catalogue(List<Product> products) {
        this.products = List.copyOf(products);
    }

    /** Loads the catalogue in the jar. */
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

    /** Parses a table in the format of {@code catalogue-metadata.json}. Values contain no commas. */
    public static Catalogue parse(String csv) {
        return new Catalogue(csv.lines()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(Catalogue::row)
                .toList());
    }

    /**
     * Finds a product by its SKU: an exact match first, then the longest pattern. Without a SKU, finds it by
     * FastSpring's product path.
     */
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
                words(cells[5]).stream().map(Catalogue::grant).toList(),
                Store.valueOf(cells[6].toUpperCase(Locale.ROOT)),
                cells[7],
                words(cells[8]).stream().map(Product.Feature::valueOf).collect(Collectors.toUnmodifiableSet()),
                cells[9].isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(cells[9])),
                Boolean.parseBoolean(cells[10]),
                Boolean.parseBoolean(cells[11]),
                Boolean.parseBoolean(cells[12]));
    }

    private static Product.Grant grant(String text) {
        var parts = text.split(":", -1);
        return new Product.Grant(
                Tier.valueOf(parts[0]), parts.length == 1 ? Optional.empty() : Optional.of(Period.parse(parts[1])));
    }

    private static List<String> words(String cell) {
        return Arrays.stream(cell.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
