package net.osmand.account.core.testing;

/** Wraps ports, to do something before or after each of their calls. */
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
