package net.osmand.account.tools.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** AWS's prices in dollars, from {@code prices.json}, each with the day on which it was seen and where. */
record Prices(String region, List<Price> prices) {
    static Prices read() {
        try (var input = Prices.class.getResourceAsStream("prices.json")) {
            return new ObjectMapper().readValue(input, Prices.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Dollars for that many of the item. */
    double of(String item, double amount) {
        return prices.stream()
                .filter(price -> price.item.equals(item))
                .mapToDouble(price -> price.usd * amount / price.per)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("prices.json has no " + item));
    }

    /**
     * One price.
     *
     * @param per how many the dollars are for
     * @param seen the day, or {@code unconfirmed} where no page of AWS could be opened
     */
    record Price(String item, double usd, double per, String what, String seen, String source) {}
}
