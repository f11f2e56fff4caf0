package net.osmand.account.relay;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.Set;

/** The network address of the caller. */
final class ClientAddress {
    private final Set<InetAddress> trustedProxies;

    ClientAddress(Set<InetAddress> trustedProxies) {
        this.trustedProxies = trustedProxies;
    }

    /**
     * Returns the peer's address. If the peer is trusted, returns the address of its own peer, the last entry of
     * {@code X-Forwarded-For}. Earlier entries come from the caller and are not trusted.
     */
    String of(SocketAddress peer, Optional<String> forwardedFor) {
        if (!(peer instanceof InetSocketAddress inet)) {
            return "";
        }
        var address = inet.getAddress();
        return forwardedFor
                .filter(_ -> trustedProxies.contains(address))
                .map(value -> value.substring(value.lastIndexOf(',') + 1).strip())
                .flatMap(ClientAddress::literal)
                .orElse(address)
                .getHostAddress();
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
