package net.osmand.account.core.codes;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The source of a request, for counters.
 *
 * @param network an IPv4 address, or the /64 network of an IPv6 address, because one internet connection has that many
 *     addresses
 * @param browser the value of our long-lived browser cookie
 */
public record Source(String network, Optional<String> browser) {
    private static final int NETWORK_BYTES = 8;

    /** Returns the source for a network address, without a browser cookie. */
    public static Source of(String address) {
        return new Source(network(address), Optional.empty());
    }

    /** Returns the same network with a browser cookie. */
    public Source with(Optional<String> cookie) {
        return new Source(network, cookie);
    }

    private static String network(String address) {
        try {
            return switch (InetAddress.ofLiteral(address)) {
                case Inet6Address v6 -> prefix(v6.getAddress()) + "/64";
                case InetAddress other -> other.getHostAddress();
            };
        } catch (IllegalArgumentException _) {
            return address;
        }
    }

    private static String prefix(byte[] address) {
        return HexFormat.of().formatHex(Arrays.copyOf(address, NETWORK_BYTES));
    }

    @Override
    public String toString() {
        return "source";
    }
}
