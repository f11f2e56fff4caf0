package net.osmand.account.core.testing;

/** Wraps ports to run code before or after each call. */
@FunctionalInterface
public interface PortWrapper {
    <T> T over(Class<T> port, T real);

    /** Changes nothing. */
    static PortWrapper none() {
        return PortWrapper::same;
    }

    private static <T> T same(Class<T> port, T real) {
        return port.cast(real);
    }
}
