package net.osmand.account.core.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Crashes at the n-th call of the ports that it wraps, before or after the effect of that call. */
public final class CrashInjector implements PortWrapper {
    private final int nth;
    private final boolean after;
    private int calls;

    public CrashInjector(int nth, boolean after) {
        this.nth = nth;
        this.after = after;
    }

    /** The crash. Production code catches no {@code Error}, so everything after the call is lost. */
    public static final class Crash extends Error {
        private static final long serialVersionUID = 1;

        Crash() {
            super("crash", null, false, false);
        }
    }

    /** Whether a call was the n-th. */
    public boolean happened() {
        return calls >= nth;
    }

    @Override
    public <T> T over(Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                    var here = next() == nth;
                    if (here && !after) {
                        throw new Crash();
                    }
                    try {
                        var answer = method.invoke(real, arguments);
                        if (here) {
                            throw new Crash();
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private synchronized int next() {
        return ++calls;
    }
}
