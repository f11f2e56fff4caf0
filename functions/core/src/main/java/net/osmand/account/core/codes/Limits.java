package net.osmand.account.core.codes;

import java.util.stream.Stream;

/**
 * How often one may ask and try. Template parameters set them.
 *
 * @param codesPerAddressAndSourceIn10Minutes codes that one source may ask for, for one address
 * @param codesPerAddressAndSourceADay the same in a day
 * @param codesPerAddressADay codes for one address that all unknown sources together may ask for
 * @param codesPerSourceADay codes that one source may ask for, for all addresses
 * @param triesPerCodeAndSource wrong tries after which a code is dead for that source, right or not
 * @param triesPerCode wrong tries of all sources after which a code is dead for everybody
 * @param passwordsPerAccountAndSource wrong passwords after which that source waits
 * @param passwordsPerSourceAnHour wrong passwords of one source, for all accounts
 * @param orderIdsPerSourceAnHour order ids that one source may report without signing in
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
     * The limits in their order, with blanks between them.
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
