package net.osmand.account.core.codes;

import java.util.stream.Stream;

/**
 * The limits for code requests and for wrong codes and passwords. Template parameters set them.
 *
 * @param codesPerAddressAndSourceIn10Minutes codes that one source may request for one address in 10 minutes
 * @param codesPerAddressAndSourceADay codes that one source may request for one address in a day
 * @param codesPerAddressADay codes that all unknown sources together may request for one address in a day
 * @param codesPerSourceADay codes that one source may request for all addresses in a day
 * @param triesPerCodeAndSource wrong tries after which that source can no longer use a code
 * @param triesPerCode wrong tries of all sources together after which no source can use a code
 * @param passwordsPerAccountAndSource wrong passwords after which that source must wait
 * @param passwordsPerSourceAnHour wrong passwords of one source for all accounts in an hour
 * @param orderIdsPerSourceAnHour order ids that one source may report in an hour without signing in
 */
public record Limits(
        int codesPerAddressAndSourceIn10Minutes,
        int codesPerAddressAndSourceADay,
        int codesPerAddressADay,
        int codesPerSourceADay,
        int triesPerCodeAndSource,
        int triesPerCode,
        int passwordsPerAccountAndSource,
        int passwordsPerSourceAnHour,
        int orderIdsPerSourceAnHour) {
    /** The defaults of the template. */
    public static final Limits DEFAULTS = new Limits(5, 20, 60, 100, 4, 30, 4, 20, 20);

    private static final int COUNT = 9;

    /**
     * Parses the limits in the order of the components, separated by blanks.
     *
     * @throws IllegalArgumentException unless they are nine numbers
     */
    public static Limits parse(String text) {
        var numbers =
                Stream.of(text.strip().split("\\s+", -1)).map(Integer::valueOf).toList();
        if (numbers.size() != COUNT) {
            throw new IllegalArgumentException("nine limits are needed");
        }
        return new Limits(
                numbers.get(0),
                numbers.get(1),
                numbers.get(2),
                numbers.get(3),
                numbers.get(4),
                numbers.get(5),
                numbers.get(6),
                numbers.get(7),
                numbers.get(8));
    }
}
