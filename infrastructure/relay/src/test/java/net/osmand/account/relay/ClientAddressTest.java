package net.osmand.account.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests which peers are trusted to state the caller's address. */
class ClientAddressTest {
    private static final InetSocketAddress PROXY = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 4711);
    private static final InetSocketAddress CALLER = new InetSocketAddress(InetAddress.ofLiteral("203.0.113.9"), 4711);

    private final ClientAddress addresses = new ClientAddress(Set.of(InetAddress.ofLiteral("127.0.0.1")));

    @Test
    void believesTheLastEntryOfATrustedProxy() {
        assertThat(addresses.of(PROXY, Optional.of("198.51.100.1, 203.0.113.7")))
                .isEqualTo("203.0.113.7");
        assertThat(addresses.of(PROXY, Optional.of("2001:db8::1"))).isEqualTo("2001:db8:0:0:0:0:0:1");
    }

    @Test
    void believesNobodyElse() {
        assertThat(addresses.of(CALLER, Optional.of("203.0.113.7"))).isEqualTo("203.0.113.9");
        assertThat(new ClientAddress(Set.of()).of(PROXY, Optional.of("203.0.113.7")))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void usesTheProxysOwnAddressIfItSaysNothingUseful() {
        assertThat(addresses.of(PROXY, Optional.empty())).isEqualTo("127.0.0.1");
        assertThat(addresses.of(PROXY, Optional.of("localhost"))).isEqualTo("127.0.0.1");
    }
}
